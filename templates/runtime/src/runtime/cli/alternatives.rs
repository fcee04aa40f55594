//! Which one of several kinds a value is.

use super::kind::{Arm, Kind, Object, Union};

impl Union {
    /// The tags that are known.
    pub(super) fn tags(&self) -> Vec<&'static str> {
        self.arms.iter().flat_map(|arm| arm.tags).copied().collect()
    }

    /// Those of an object that may have this tag: at most one, if a tag tells objects apart.
    pub(super) fn objects(&self, tag: Option<&str>) -> impl Iterator<Item = &'static Arm> {
        self.arms.iter().filter(move |arm| match self.tag {
            Some(_) => tag.is_some_and(|tag| arm.tags.contains(&tag)),
            None => matches!(arm.kind, Kind::Object(_) | Kind::Map(..)),
        })
    }

    /// Those of a list.
    pub(super) fn lists(&self) -> impl Iterator<Item = &'static Arm> {
        self.arms.iter().filter(|arm| matches!(arm.kind, Kind::List(..)))
    }

    /// Those that an object with members of these names is most likely meant to be: they know the most of them, and the
    /// fewest that they need are missing.
    pub(super) fn likely_objects(&self, tag: Option<&str>, names: &[&str]) -> Vec<&'static Arm> {
        let misfit = |arm: &Arm| match arm.kind {
            Kind::Object(object) => misfit(object, names),
            _ => (names.len(), 0),
        };
        let least = self.objects(tag).map(misfit).min();
        self.objects(tag).filter(|arm| Some(misfit(arm)) == least).collect()
    }
}

fn misfit(object: &Object, names: &[&str]) -> (usize, usize) {
    let is_known = |name: &str| object.members.iter().any(|member| member.wire == name);
    let missing = object.members.iter().filter(|member| member.required && !names.contains(&member.wire));
    (names.iter().filter(|name| !is_known(name)).count(), missing.count())
}
