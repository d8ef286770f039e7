/// The most that an impact or an effort can be; the least is 1.
const MOST: u8 = 3;

/// How soon a practice should be worked on, from 2 to 6, 6 first: much impact for
/// little effort. It is `impact + (4 − effort)`.
///
/// Source: CTI-CMM assessment workbook v1.0, column "Priority". That workbook
/// shows 1 to 3 where only one of the two is filled in; here there is no
/// priority then, and neither where one is not from 1 to 3.
///
/// ```
/// use rungs::model::priority;
///
/// assert_eq!(priority(Some(3), Some(1)), Some(6));
/// assert_eq!(priority(Some(3), None), None);
/// ```
pub fn priority(impact: Option<u8>, effort: Option<u8>) -> Option<u8> {
    let rated = |rating: Option<u8>| rating.filter(|rating| (1..=MOST).contains(rating));
    let (impact, effort) = (rated(impact)?, rated(effort)?);
    Some(impact + (MOST + 1 - effort))
}

#[cfg(test)]
mod tests {
    use super::priority;

    #[test]
    fn a_rating_off_the_scale_gives_none() {
        assert_eq!(priority(Some(0), Some(1)), None);
        assert_eq!(priority(Some(1), Some(4)), None);
        assert_eq!(priority(None, Some(1)), None);
        assert_eq!(priority(Some(3), Some(3)), Some(4));
        assert_eq!(priority(Some(1), Some(3)), Some(2));
    }
}
