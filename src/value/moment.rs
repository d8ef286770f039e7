use jiff::Timestamp;
use jiff::tz::Offset;

/// A moment in seconds since 1970 with the offset of a clock from UTC in seconds, as RFC
/// 3339 writes it; nothing beyond the years and offsets that there are.
pub fn moment(seconds: i64, offset_seconds: i32) -> Option<String> {
    let time = Timestamp::from_second(seconds).ok()?;
    let offset = Offset::from_seconds(offset_seconds).ok()?;
    let local = offset.to_datetime(time);
    let minutes = offset_seconds / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    Some(format!("{local}{sign}{hours:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_moment_has_the_offset_of_its_clock() {
        assert_eq!(moment(0, 0).as_deref(), Some("1970-01-01T00:00:00+00:00"));
        assert_eq!(
            moment(1_700_000_000, -12_600).as_deref(),
            Some("2023-11-14T18:43:20-03:30")
        );
        assert_eq!(moment(i64::MAX, 0), None);
    }
}
