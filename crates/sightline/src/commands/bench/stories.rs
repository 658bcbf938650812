//! Files to measure with that look like real ones: of children in need, on a plan, looked
//! after, and leaving care, in about the proportions in which authorities have them.

use anyhow::anyhow;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use practice::{Book, Fact, example};

/// How one kind of file goes.
struct Story {
    /// How many files of sixty are such ones.
    files: usize,
    /// The age of the child at the beginning, in years.
    age: i64,
    /// What happens first: so many days after the beginning, and what.
    begins: &'static [(i64, &'static str)],
    /// What goes on happening: from which day on, each how many days, and what.
    goes_on: &'static [(i64, i64, &'static str)],
}

const CHILD_IN_NEED: Story = Story {
    files: 33,
    age: 7,
    begins: &[
        (0, "contact source=1A"),
        (
            1,
            "referral source=1A primary_need=N5 no_further_action=false",
        ),
        (3, "assessment-started referral=@3"),
        (3, "social-worker-allocated worker=W1"),
        (8, "child-seen referral=@3 face_to_face=true alone=true"),
        (40, "assessment-authorised referral=@3 assessment=@4"),
        (
            41,
            "assessment-outcome referral=@3 assessment=@4 outcome=child-in-need",
        ),
        (47, "cin-plan-started referral=@3"),
        (48, "section-17-support-started"),
        (50, "cin-meeting referral=@3 next_within=every-6-weeks"),
        (70, "missing-episode-started kind=M"),
        (71, "missing-episode-ended episode=@12"),
        (74, "exploitation-assessment risk=medium"),
        (
            75,
            "strategy-discussion referral=@3 outcome=section-47-enquiry conference_not_required=true",
        ),
        (76, "section-47-enquiry-opened enquiry=@15"),
        (90, "section-47-enquiry-ended enquiry=@15"),
        (150, "missing-episode-started kind=M"),
        (151, "missing-episode-ended episode=@18"),
        (
            152,
            "referral source=6 primary_need=N5 no_further_action=false",
        ),
        (155, "assessment-started referral=@20"),
        (230, "missing-episode-started kind=A"),
        (231, "missing-episode-ended episode=@22"),
    ],
    goes_on: &[
        (
            55,
            28,
            "cin-visit plan=@9 child_seen=true alone=true bedroom_seen=true",
        ),
        (92, 42, "cin-meeting referral=@3 next_within=every-6-weeks"),
    ],
};

const ON_A_PLAN: Story = Story {
    files: 7,
    age: 4,
    begins: &[
        (
            0,
            "referral source=3A primary_need=N1 no_further_action=false",
        ),
        (1, "referral-acknowledged referral=@2"),
        (1, "referral-decision referral=@2"),
        (
            2,
            "strategy-discussion referral=@2 outcome=section-47-enquiry",
        ),
        (2, "section-47-enquiry-opened enquiry=@5"),
        (2, "assessment-started referral=@2"),
        (2, "social-worker-allocated worker=W1"),
        (3, "child-seen referral=@2 face_to_face=true alone=true"),
        (10, "section-47-enquiry-ended enquiry=@5"),
        (16, "initial-conference referral=@2 enquiry=@5"),
        (16, "protection-plan-started referral=@2 category=NEG"),
        (17, "conference-decisions-sent conference=@11"),
        (24, "core-group plan=@12 next_within=every-6-weeks"),
        (38, "assessment-authorised referral=@2 assessment=@7"),
        (100, "protection-plan-review referral=@2 plan=@12"),
    ],
    goes_on: &[
        (
            23,
            10,
            "plan-visit plan=@12 child_seen=true alone=true bedroom_seen=true",
        ),
        (52, 42, "core-group plan=@12 next_within=every-6-weeks"),
    ],
};

const LOOKED_AFTER: Story = Story {
    files: 12,
    age: 11,
    begins: &[
        (
            0,
            "referral source=1B primary_need=N1 no_further_action=false",
        ),
        (1, "referral-decision referral=@2"),
        (2, "assessment-started referral=@2"),
        (2, "social-worker-allocated worker=W1"),
        (
            30,
            "care-episode-started reason=S legal_status=C1 category_of_need=N1 placement=U4 placement_provider=PR1",
        ),
        (30, "placement-started placement=U4 provider=PR1"),
        (31, "reviewing-officer-appointed"),
        (33, "placement-plan episode=@6"),
        (36, "care-plan"),
        (36, "assessment-authorised referral=@2 assessment=@4"),
        (45, "initial-health-assessment"),
        (48, "personal-education-plan complete=true"),
        (50, "looked-after-review participation=PN1"),
        (52, "review-decisions-sent review=@14"),
        (60, "dental-check"),
        (62, "strengths-and-difficulties score=12"),
        (134, "looked-after-review participation=PN1"),
    ],
    goes_on: &[
        (34, 35, "placement-visit child_seen=true alone=true"),
        (168, 120, "personal-education-plan complete=true"),
        (310, 175, "looked-after-review participation=PN1"),
        (400, 360, "health-assessment"),
    ],
};

const LEAVING_CARE: Story = Story {
    files: 8,
    age: 15,
    begins: &[
        (
            0,
            "care-episode-started reason=S legal_status=C2 category_of_need=N1 placement=U4 placement_provider=PR1",
        ),
        (0, "placement-started placement=U4 provider=PR1"),
        (1, "social-worker-allocated worker=W1"),
        (2, "reviewing-officer-appointed"),
        (5, "care-plan"),
        (20, "looked-after-review participation=PN1"),
        (110, "looked-after-review participation=PN1"),
        (290, "looked-after-review participation=PN1"),
        (480, "became-eligible-child"),
        (500, "adviser-appointed needs_assessed=true plan_made=false"),
        (530, "pathway-needs-assessment"),
        (550, "pathway-plan"),
        (720, "pathway-review"),
        (1100, "care-episode-ceased episode=@2 reason=E11"),
        (1100, "placement-ended placement=@3"),
        (1100, "care-leaver-accommodated what=own-home"),
        (1105, "care-leaver-visit seen=true"),
        (1110, "setting-up-allowance-paid pounds=3000"),
    ],
    goes_on: &[
        (30, 90, "placement-visit child_seen=true alone=true"),
        (1160, 56, "care-leaver-visit seen=true"),
        (1280, 180, "pathway-review"),
    ],
};

/// Files of such stories, each with so many entries: no two begin on the same day.
pub fn files(book: &Book, length: usize) -> anyhow::Result<Vec<Vec<Fact>>> {
    [CHILD_IN_NEED, ON_A_PLAN, LOOKED_AFTER, LEAVING_CARE]
        .iter()
        .flat_map(|story| std::iter::repeat_n(story, story.files))
        .zip(0..)
        .map(|(story, number)| {
            let lines = story.lines(number, length)?;
            example::file(book, &lines).map_err(|why| anyhow!(why))
        })
        .collect()
}

impl Story {
    /// The file of this number, written as an example of the book is.
    fn lines(&self, number: i64, length: usize) -> anyhow::Result<Vec<String>> {
        let first = date(2022, 1, 10).checked_add((number * 11).days())?;
        let on = |day: i64| first.checked_add(day.days());
        let born: Date = first.checked_sub(self.age.years().days(number * 53 % 360))?;
        let details = format!(
            "{first} child-details told_by=cin-census authority_id=A{number} born_on={born}"
        );
        let mut lines = vec![details];
        for (day, what) in self.begins {
            lines.push(format!("{} {what}", on(*day)?));
        }
        let mut next: Vec<i64> = self.goes_on.iter().map(|(from, ..)| *from).collect();
        while lines.len() < length {
            let soonest = next
                .iter_mut()
                .zip(self.goes_on)
                .min_by_key(|(day, _)| **day);
            let Some((day, (_, every, what))) = soonest else {
                break;
            };
            lines.push(format!("{} {what}", on(*day)?));
            *day += every;
        }
        lines.truncate(length);
        Ok(lines)
    }
}
