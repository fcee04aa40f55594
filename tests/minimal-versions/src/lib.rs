//! Nothing of its own: what is checked is the dependency.
