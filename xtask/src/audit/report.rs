//! An audit as text, Markdown or JSON. What is explained is told after what is not, and so are reasons without anything to
//! explain.

use clap::ValueEnum;
use serde_json::json;

use super::comparison::{Finding, Says};
use super::deviations::{Deviation, what};
use model::markdown::{cell, code_cell};

/// How an audit is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One line for each place.
    Text,
    /// A table.
    Markdown,
    /// One object a line.
    Json,
}

/// What was found, sorted.
#[derive(Debug, Default)]
pub struct Audit {
    pub unexplained: Vec<Finding>,
    pub explained: Vec<(Finding, Deviation)>,
    /// Deviations that there are none of.
    pub idle: Vec<Deviation>,
}

impl Audit {
    /// Sorts the findings by whether a deviation explains them.
    pub fn new(findings: Vec<Finding>, deviations: &[Deviation]) -> Self {
        let mut audit = Self::default();
        for finding in findings {
            match deviations.iter().find(|deviation| deviation.explains(&finding)) {
                Some(deviation) => audit.explained.push((finding, deviation.clone())),
                None => audit.unexplained.push(finding),
            }
        }
        let is_idle = |deviation: &&Deviation| audit.explained.iter().all(|(_, used)| used != *deviation);
        audit.idle = deviations.iter().filter(is_idle).cloned().collect();
        audit
    }

    /// 0 if every deviation has a reason and every reason a deviation, else 3.
    pub fn exit_code(&self) -> u8 {
        if self.unexplained.is_empty() && self.idle.is_empty() { 0 } else { 3 }
    }

    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => self.text(),
            Format::Markdown => self.markdown(),
            Format::Json => self.json(),
        }
    }

    fn conclusion(&self) -> String {
        let Self { unexplained, explained, idle } = self;
        let counts =
            [(unexplained.len(), "not explained"), (explained.len(), "explained"), (idle.len(), "without use")];
        let [differences, reasons, unused] = counts.map(|(count, what)| format!("{count} {what}"));
        format!("differences: {differences}, {reasons}; reasons: {unused}")
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for finding in &self.unexplained {
            text += &format!("{}: {}\n", finding.place, words(&finding.says));
        }
        for deviation in &self.idle {
            text += &format!("{}: nothing to explain ({}): {}\n", deviation.place, deviation.says, deviation.reason);
        }
        text + &self.conclusion() + "\n"
    }

    fn markdown(&self) -> String {
        let mut text = "| place | the curated description | reason |\n|---|---|---|\n".to_owned();
        let mut row = |place: &str, says: &str, reason: &str| {
            text += &format!("| {} | {} | {} |\n", code_cell(place), cell(says), cell(reason.trim()));
        };
        for finding in &self.unexplained {
            row(&finding.place, &words(&finding.says), "**none**");
        }
        for deviation in &self.idle {
            row(&deviation.place, &format!("**agrees** ({})", deviation.says), &deviation.reason);
        }
        for (finding, deviation) in &self.explained {
            row(&finding.place, &words(&finding.says), &deviation.reason);
        }
        format!("{text}\n{}\n", self.conclusion())
    }

    fn json(&self) -> String {
        let finding = |finding: &Finding, reason: Option<&str>| {
            let (here, there) = match &finding.says {
                Says::Otherwise { about: _, here, there } => (Some(here), Some(there)),
                Says::Lacks | Says::Adds => (None, None),
            };
            let (place, says) = (&finding.place, what(&finding.says));
            json!({"place": place, "says": says, "here": here, "there": there, "reason": reason})
        };
        let unexplained = self.unexplained.iter().map(|it| finding(it, None));
        let explained = self.explained.iter().map(|(it, deviation)| finding(it, Some(&deviation.reason)));
        let idle = self.idle.iter().map(|it| json!({"place": it.place, "says": it.says, "idle": it.reason}));
        unexplained.chain(explained).chain(idle).map(|line| format!("{line}\n")).collect()
    }
}

fn words(says: &Says) -> String {
    match says {
        Says::Lacks => "lacks it".to_owned(),
        Says::Adds => "adds it".to_owned(),
        Says::Otherwise { about, here, there } => format!("{about}: {here} here, {there} there"),
    }
}
