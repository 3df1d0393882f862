use super::Readings;
pub(super) fn read(_word: &str, _out: &mut Readings) {}
