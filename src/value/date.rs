use std::fmt;

use jiff::civil;

/// A calendar day without a time or a zone, years 0001 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The day, when there is such a day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = civil::Date::new(year, month, day).ok()?;
        (date.year() >= 1).then_some(Self(date))
    }

    /// Reads exactly `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return None;
        }
        Self::new(
            text.get(0..4)?.parse().ok()?,
            text.get(5..7)?.parse().ok()?,
            text.get(8..10)?.parse().ok()?,
        )
    }

    /// The day in UTC of a Unix time in seconds.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        let date = time.to_zoned(jiff::tz::TimeZone::UTC).date();
        (date.year() >= 1).then_some(Self(date))
    }

    /// Seconds from 1970 to the start of the day in UTC.
    pub fn unix_seconds(self) -> i64 {
        let first = Self(civil::date(1970, 1, 1));
        self.days_since(first) * 86_400
    }

    /// Whole months from the start of the calendar's year 0 to that of the day.
    pub fn months(self) -> i64 {
        i64::from(self.0.year()) * 12 + i64::from(self.0.month()) - 1
    }

    /// The first day after so many months from the start of the year 0.
    pub fn of_months(months: i64) -> Option<Self> {
        let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
        Self::new(i16::try_from(months.div_euclid(12)).ok()?, month, 1)
    }

    /// Whole days from `earlier` to this day, negative when it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    /// The day so many days after this one, when the calendar has it.
    pub fn days_after(self, days: u32) -> Option<Self> {
        let later = self.0.checked_add(jiff::Span::new().days(days)).ok()?;
        Some(Self(later))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_real_days_in_the_one_form_are_dates() {
        assert!(Date::parse("2024-02-29").is_some());
        for wrong in [
            "2023-02-29",
            "2024-2-9",
            "2024-02-30T00:00",
            "24-02-01",
            "0000-01-01",
            "２024-01-01",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_counted_over_leap_days() {
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(day("2024-03-01").days_since(day("2024-02-28")), 2);
        let (first, last) = (day("0001-01-01"), day("9999-12-31"));
        assert_eq!(last.days_since(first), 3_652_058);
        assert_eq!(first.days_since(last), -3_652_058);
        assert_eq!(day("2024-02-28").days_after(2), Date::parse("2024-03-01"));
        assert_eq!(last.days_after(1), None);
        assert_eq!(Date::from_unix_seconds(0), Date::parse("1970-01-01"));
        assert_eq!(day("1970-01-02").unix_seconds(), 86_400);
        assert_eq!(
            Date::of_months(day("2024-02-29").months()),
            Date::parse("2024-02-01")
        );
    }
}
