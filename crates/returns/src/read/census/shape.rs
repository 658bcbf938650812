//! How the shape of the census is written down: [`group!`] declares a block once,
//! and the reader, the reconciliation and the documentation follow from it.

use crate::read::{Cell, Place};

/// One block of the census, as the reader fills it.
pub(crate) trait Group {
    /// Where an element of this name belongs. `wrapper` is the element around a list
    /// (`Disabilities`) or around part of the header, `""` directly in the block. A
    /// block that may stand many times is added by being asked for.
    fn part<'g>(&'g mut self, wrapper: &str, name: &str) -> Part<'g>;

    /// Keeps where the block begins.
    fn stands_at(&mut self, place: Place);

    /// Shows every cell of the block and the blocks in it, with the block's name.
    fn each_cell<'g>(&'g self, show: &mut dyn FnMut(&'static str, &'g Cell));
}

/// Where an element belongs.
pub(crate) enum Part<'g> {
    /// A field that stands once.
    Cell(&'static str, &'g mut Option<Cell>),
    /// A field that stands in a list.
    Item(&'static str, &'g mut Vec<Cell>),
    /// A block within this block.
    Group(&'g mut dyn Group),
    /// A block that may stand once, and stands again.
    SecondGroup,
    /// An element that only holds a list or part of this block.
    Wrapper(&'static str),
    /// None of these.
    Unknown,
}

/// Declares a block: `within` gives the fields (and the element around them, `""` for
/// none), `lists` the fields that repeat inside an element of their own, `one` and
/// `many` the blocks within it, `also` what is no part of the file.
macro_rules! group {
    (
        $(#[$doc:meta])*
        $name:ident = $element:literal {
            $( within $around:literal {
                $( $(#[$cell_doc:meta])* $cell:ident = $tag:literal ),* $(,)?
            } )*
            lists {
                $( $(#[$list_doc:meta])* $list:ident = $list_around:literal / $item:literal ),*
                $(,)?
            }
            one { $( $(#[$one_doc:meta])* $one:ident: $one_type:ident = $one_tag:literal ),* $(,)? }
            many { $( $(#[$many_doc:meta])* $many:ident: $many_type:ident = $many_tag:literal ),* $(,)? }
            $( also { $( $(#[$also_doc:meta])* $also:ident: $also_type:ty ),* $(,)? } )?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name {
            /// Where the block begins.
            pub place: Place,
            $( $( $(#[$cell_doc])* pub $cell: Option<Cell>, )* )*
            $( $(#[$list_doc])* pub $list: Vec<Cell>, )*
            $( $(#[$one_doc])* pub $one: Option<$one_type>, )*
            $( $(#[$many_doc])* pub $many: Vec<$many_type>, )*
            $( $( $(#[$also_doc])* pub $also: $also_type, )* )?
        }

        impl $name {
            /// The element that holds the block.
            pub const ELEMENT: &'static str = $element;

            /// The cells of this block, without those of the blocks in it.
            pub fn cells(&self) -> impl Iterator<Item = &Cell> {
                let single: [Option<&Cell>; _] = [ $( $( self.$cell.as_ref(), )* )* ];
                let lists: [&[Cell]; _] = [ $( &self.$list, )* ];
                single.into_iter().flatten().chain(lists.into_iter().flatten())
            }
        }

        impl crate::read::census::shape::Group for $name {
            fn part<'g>(&'g mut self, wrapper: &str, name: &str) -> crate::read::census::shape::Part<'g> {
                #[allow(unused_imports)]
                use crate::read::census::shape::Part;
                match (wrapper, name) {
                    $( $( ($around, $tag) => Part::Cell($tag, &mut self.$cell), )* )*
                    $( ($list_around, $item) => Part::Item($item, &mut self.$list), )*
                    $( ("", $one_tag) if self.$one.is_some() => Part::SecondGroup, )*
                    $( ("", $one_tag) => Part::Group(self.$one.insert($one_type::default())), )*
                    $( ("", $many_tag) => Part::Group(self.$many.push_mut($many_type::default())), )*
                    $( ("", $list_around) => Part::Wrapper($list_around), )*
                    $( ("", $around) => Part::Wrapper($around), )*
                    _ => Part::Unknown,
                }
            }

            fn stands_at(&mut self, place: Place) {
                self.place = place;
            }

            fn each_cell<'g>(&'g self, show: &mut dyn FnMut(&'static str, &'g Cell)) {
                self.cells().for_each(|cell| show(Self::ELEMENT, cell));
                $( if let Some(block) = &self.$one { block.each_cell(show); } )*
                $( self.$many.iter().for_each(|block| block.each_cell(show)); )*
            }
        }
    };
}

pub(crate) use group;
