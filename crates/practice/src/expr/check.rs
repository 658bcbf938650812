//! Checking a condition against the declared names, types and codes.

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, SelectExpr};
use cel::parser::Parser;

use super::{Comparison, Condition, Node};

/// The type of a field, as a condition sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
    /// Words.
    Text,
    /// A day, written 2026-05-22.
    Date,
    /// A time.
    Instant,
    /// One code of this list.
    Code(String),
    /// Several codes of this list.
    Codes(String),
    /// Another entry, of this record type.
    Link(String),
}

impl FieldType {
    /// What a link leads to that may lead to an entry of whatever type.
    pub const ANY: &str = "any";

    fn says(&self) -> String {
        match self {
            Self::YesNo => "yes or no".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Instant => "a time".to_owned(),
            Self::Code(list) => format!("a code of {list}"),
            Self::Codes(list) => format!("codes of {list}"),
            Self::Link(to) => format!("a link to {to}"),
        }
    }
}

/// The names that a condition may use where it stands.
pub trait Names {
    /// The type of a field of the record, where it has that field.
    fn field(&self, name: &str) -> Option<FieldType>;
    /// A state's number, by its name with underscores.
    fn state(&self, name: &str) -> Option<usize>;
    /// The type of what a state carries.
    fn carried(&self, state: usize, name: &str) -> Option<FieldType>;
    /// Whether this code stands in this list.
    fn has_code(&self, list: &str, code: &str) -> bool;
    /// Which record this is, for messages.
    fn place(&self) -> String;
}

/// Reads a condition and checks every name, member and code in it.
///
/// # Errors
///
/// A sentence that says what is wrong and what would be right.
pub fn compile(text: &str, names: &dyn Names) -> Result<Condition, String> {
    let tree = Parser::new()
        .max_recursion_depth(32)
        .parse(text)
        .map_err(|errors| format!("the condition `{text}` cannot be read: {errors}"))?;
    let (root, kind) = node(&tree, names)?;
    if kind != FieldType::YesNo {
        return Err(format!(
            "the condition `{text}` is {}, and should be yes or no",
            kind.says()
        ));
    }
    Ok(Condition {
        text: text.to_owned(),
        root,
    })
}

type Checked = Result<(Node, FieldType), String>;

fn node(tree: &IdedExpr, names: &dyn Names) -> Checked {
    match &tree.expr {
        Expr::Literal(LiteralValue::Boolean(truth)) => {
            Ok((Node::YesNo(*truth.inner()), FieldType::YesNo))
        }
        Expr::Literal(LiteralValue::Int(number)) => {
            Ok((Node::Number(*number.inner()), FieldType::Number))
        }
        Expr::Literal(LiteralValue::String(text)) => {
            Ok((Node::Text(text.inner().to_owned()), FieldType::Text))
        }
        Expr::Ident(name) => ident(name, names),
        Expr::Select(select) => member(select, names),
        Expr::Call(call) => operator(call, names),
        _ => Err(
            "a condition may use == != < <= > >= && || ! in, lists, has(), and names".to_owned(),
        ),
    }
}

fn ident(name: &str, names: &dyn Names) -> Checked {
    if let Some(kind) = names.field(name) {
        return Ok((Node::Field(name.to_owned()), kind));
    }
    if name == "age" {
        return Ok((Node::Age, FieldType::Number));
    }
    names
        .state(name)
        .map(|state| (Node::InState(state), FieldType::YesNo))
        .ok_or_else(|| {
            format!(
                "`{name}` is neither a field of {} nor a state; correct the name, or declare it",
                names.place()
            )
        })
}

fn member(select: &SelectExpr, names: &dyn Names) -> Checked {
    let Expr::Ident(owner) = &select.operand.expr else {
        return Err("only `this.field` and `state.name` may have a dot".to_owned());
    };
    if owner == "this" {
        let (inner, kind) = ident(&select.field, names)?;
        return Ok(if select.test {
            (Node::Has(Box::new(inner)), FieldType::YesNo)
        } else {
            (inner, kind)
        });
    }
    let state = names
        .state(owner)
        .ok_or_else(|| format!("`{owner}` is not a state, so it carries nothing"))?;
    let kind = names.carried(state, &select.field).ok_or_else(|| {
        format!(
            "the state `{owner}` carries no `{}`; add it to its `carries`",
            select.field
        )
    })?;
    let inner = Node::Carried(state, select.field.clone());
    Ok(if select.test {
        (Node::Has(Box::new(inner)), FieldType::YesNo)
    } else {
        (inner, kind)
    })
}

fn operator(call: &CallExpr, names: &dyn Names) -> Checked {
    let yes_no = |tree: &IdedExpr| match node(tree, names)? {
        (node, FieldType::YesNo) => Ok(Box::new(node)),
        (_, kind) => Err(format!(
            "`&&`, `||` and `!` join what is yes or no, and this is {}",
            kind.says()
        )),
    };
    let made = match (call.func_name.as_str(), call.args.as_slice()) {
        ("_&&_", [left, right]) => Node::And(yes_no(left)?, yes_no(right)?),
        ("_||_", [left, right]) => Node::Or(yes_no(left)?, yes_no(right)?),
        ("!_", [inner]) => Node::Not(yes_no(inner)?),
        ("@in", [item, list]) => inside(item, list, names)?,
        ("_==_", [left, right]) => compare(Comparison::Equal, left, right, names)?,
        ("_!=_", [left, right]) => compare(Comparison::NotEqual, left, right, names)?,
        ("_<_", [left, right]) => compare(Comparison::Less, left, right, names)?,
        ("_<=_", [left, right]) => compare(Comparison::LessOrEqual, left, right, names)?,
        ("_>_", [left, right]) => compare(Comparison::Greater, left, right, names)?,
        ("_>=_", [left, right]) => compare(Comparison::GreaterOrEqual, left, right, names)?,
        (name, _) => return Err(format!("a condition may not use `{name}`")),
    };
    Ok((made, FieldType::YesNo))
}

fn compare(
    how: Comparison,
    left: &IdedExpr,
    right: &IdedExpr,
    names: &dyn Names,
) -> Result<Node, String> {
    let (left, left_kind) = node(left, names)?;
    let (right, right_kind) = node(right, names)?;
    for kind in [&left_kind, &right_kind] {
        if matches!(kind, FieldType::Codes(_)) {
            return Err(format!(
                "{} cannot be compared: use `in`, as in 'police' in agencies",
                kind.says()
            ));
        }
    }
    fits(&left, &left_kind, &right, &right_kind, names)?;
    let ordered = !matches!(how, Comparison::Equal | Comparison::NotEqual);
    let orderless = |kind: &&FieldType| {
        matches!(
            kind,
            FieldType::Code(_) | FieldType::Link(_) | FieldType::YesNo
        )
    };
    if ordered && let Some(kind) = [&left_kind, &right_kind].into_iter().find(orderless) {
        return Err(format!("{} has no order: use == or !=", kind.says()));
    }
    Ok(Node::Compare(how, Box::new(left), Box::new(right)))
}

/// Whether two sides can be compared: of one type, or a literal of the other's.
fn fits(
    left: &Node,
    left_kind: &FieldType,
    right: &Node,
    right_kind: &FieldType,
    names: &dyn Names,
) -> Result<(), String> {
    match (left, left_kind, right, right_kind) {
        (_, kind, Node::Text(text), _) | (Node::Text(text), _, _, kind) => {
            literal(text, kind, names)
        }
        _ if left_kind == right_kind => Ok(()),
        _ => Err(format!(
            "{} cannot be compared with {}",
            left_kind.says(),
            right_kind.says()
        )),
    }
}

fn literal(text: &str, kind: &FieldType, names: &dyn Names) -> Result<(), String> {
    match kind {
        FieldType::Text => Ok(()),
        FieldType::Date => text
            .parse::<jiff::civil::Date>()
            .ok()
            // Days are compared as text, so only one way of writing them will do.
            .filter(|day| day.to_string() == text)
            .map(|_| ())
            .ok_or_else(|| format!("'{text}' is not a date in the form 2026-05-22")),
        FieldType::Code(list) | FieldType::Codes(list) if names.has_code(list, text) => Ok(()),
        FieldType::Code(list) | FieldType::Codes(list) => Err(format!(
            "'{text}' is not a code of {list}; correct it, or add it to the list"
        )),
        other => Err(format!("{} cannot be compared with '{text}'", other.says())),
    }
}

fn inside(item: &IdedExpr, list: &IdedExpr, names: &dyn Names) -> Result<Node, String> {
    let (item, kind) = node(item, names)?;
    if let Expr::List(list) = &list.expr {
        if matches!(kind, FieldType::Codes(_)) {
            return Err(format!(
                "{} cannot be looked for in a list: ask for each, as in 'police' in agencies",
                kind.says()
            ));
        }
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        for element in &list.elements {
            match node(element, names)?.0 {
                Node::Text(text) => {
                    literal(&text, &kind, names)?;
                    texts.push(text);
                }
                Node::Number(number) if kind == FieldType::Number => numbers.push(number),
                _ => return Err("a list holds texts in quotes, or numbers".to_owned()),
            }
        }
        let list = if kind == FieldType::Number {
            Node::Numbers(numbers)
        } else {
            Node::Texts(texts)
        };
        return Ok(Node::In(Box::new(item), Box::new(list)));
    }
    match (&item, node(list, names)?) {
        (Node::Text(text), (list, kind @ FieldType::Codes(_))) => {
            literal(text, &kind, names)?;
            Ok(Node::In(Box::new(item), Box::new(list)))
        }
        (_, (_, kind)) => Err(format!(
            "`in` needs a list on its right, and this is {}",
            kind.says()
        )),
    }
}
