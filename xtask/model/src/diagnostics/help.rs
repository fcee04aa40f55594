//! What to do about a problem, in words. To find the name that was meant among thousands takes long, so such words are
//! made when the problem is shown, and never for those that are not.

use std::fmt;
use std::sync::Arc;

#[derive(Clone)]
pub enum Help {
    Words(String),
    Later(Arc<dyn Fn() -> String + Send + Sync>),
}

impl Help {
    pub fn later(words: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self::Later(Arc::new(words))
    }

    pub fn words(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Later(words) => words(),
        }
    }
}

impl<T: Into<String>> From<T> for Help {
    fn from(words: T) -> Self {
        Self::Words(words.into())
    }
}

impl fmt::Debug for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diagnostics::{CAP, Code, Diagnostic, Diagnostics, Location, MessageFormat, render};
    use crate::source::Source;

    #[test]
    fn words_are_made_only_for_what_is_shown() {
        let made = Arc::new(AtomicUsize::new(0));
        let mut diagnostics = Diagnostics::default();
        for number in 0..2 * CAP {
            let made = made.clone();
            let help = Help::later(move || made.fetch_add(1, Ordering::Relaxed).to_string());
            let place = Location::Bytes(number..number, None);
            diagnostics.push(Diagnostic::new(Code::RefTargetMissing, place, "missing").help(help));
        }
        render(&diagnostics, &Source::new("a.yaml", " ".repeat(2 * CAP)), MessageFormat::Human);
        assert_eq!(made.load(Ordering::Relaxed), CAP);
    }
}
