//! Whether this device's clock is so wrong that the person should know. The times of work are right all the same: they
//! are recorded by the server's clock.

/// Further off than this it is told, in milliseconds.
const TOLERANCE_MS: i64 = 5 * 60_000;

/// By how many minutes the device's clock is ahead (behind, when negative), if that is to be told: `offset_ms` is server
/// minus device as last measured, `put_away` what it was when the person had read it.
pub fn ahead(offset_ms: Option<i64>, put_away: Option<i64>) -> Option<i64> {
    let offset = offset_ms.filter(|offset| offset.unsigned_abs() > TOLERANCE_MS.unsigned_abs())?;
    let ahead = offset.checked_neg()?;
    let known = put_away.is_some_and(|before| before.abs_diff(offset) <= TOLERANCE_MS.unsigned_abs());
    // to the nearest minute: measuring takes its time
    (!known).then(|| ahead.saturating_add(30_000 * ahead.signum()) / 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn a_clock_an_hour_wrong_is_told_to_the_minute() {
        assert_eq!(ahead(Some(-HOUR + 900), None), Some(60));
        assert_eq!(ahead(Some(HOUR + 900), None), Some(-60));
        assert_eq!(ahead(Some(-299_000), None), None);
        assert_eq!(ahead(None, None), None);
    }

    #[test]
    fn what_was_read_is_told_again_only_when_it_changes() {
        assert_eq!(ahead(Some(-HOUR), Some(-HOUR + 20_000)), None);
        assert_eq!(ahead(Some(-2 * HOUR), Some(-HOUR)), Some(120));
        assert_eq!(ahead(Some(HOUR), Some(-HOUR)), Some(-60));
    }
}
