//! The least and the greatest value that a schema allows, and how long it may be.

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    /// Of the characters of a text.
    pub length: Size,
    /// Of the items of a list.
    pub items: Size,
    /// Of the members of an object.
    pub members: Size,
}

/// How many there may be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    pub least: Option<u64>,
    pub most: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    pub value: f64,
    /// Whether the value itself is not allowed.
    pub is_exclusive: bool,
}

impl Bounds {
    /// Both at once.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            minimum: Bound::higher(self.minimum, other.minimum),
            maximum: Bound::lower(self.maximum, other.maximum),
            length: self.length.and(other.length),
            items: self.items.and(other.items),
            members: self.members.and(other.members),
        }
    }
}

impl Size {
    fn and(self, other: Self) -> Self {
        let most = [self.most, other.most].into_iter().flatten().min();
        Self { least: self.least.max(other.least), most }
    }
}

impl Bound {
    /// The tighter of two minimums.
    pub fn higher(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        tighter(one, other, |first, second| second > first)
    }

    /// The tighter of two maximums.
    pub fn lower(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        tighter(one, other, |first, second| second < first)
    }
}

fn tighter(one: Option<Bound>, other: Option<Bound>, is_second: fn(f64, f64) -> bool) -> Option<Bound> {
    let (Some(first), Some(second)) = (one, other) else { return one.or(other) };
    let is_second =
        if first.value == second.value { second.is_exclusive } else { is_second(first.value, second.value) };
    Some(if is_second { second } else { first })
}
