pub(super) mod minimum;
pub(super) mod no_regression;
