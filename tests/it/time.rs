//! Days, moments, clock changes, working days and periods.

use law::Day;
use nis2_check::domain::time::day::{self, plus_days, plus_months};
use nis2_check::domain::time::holidays::{easter, is_holiday, is_working_day, plus_working_days, working_day_after};
use nis2_check::domain::time::moment::{HOUR, end_of, reading, start_of};
use nis2_check::domain::time::period::deadline;
use nis2_check::domain::time::{Clock, Deadline, Due, Length, Moment, Place, Reading, Rule, Start};
use proptest::prelude::*;

fn places() -> [Place; 3] {
    [Place::of_state("si"), Place::of_state("hr"), Place::ELSEWHERE]
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn clock(text: &str) -> Clock {
    Clock::parse(text).unwrap()
}

fn shown(place: Place, moment: Moment) -> String {
    let local = moment.local(place).unwrap();
    format!(
        "{} {} {:+}{}",
        day::to_text(local.day),
        local.clock.to_text(),
        local.ahead,
        if local.twice { " twice" } else { "" }
    )
}

#[test]
fn days_are_read_and_written() {
    assert_eq!(day::parse("2026-11-21"), Some(Day(20_261_121)));
    assert_eq!(day::to_text(Day(20_260_105)), "2026-01-05");
    for wrong in
        ["2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01T", "+026-01-01", "1899-12-31", "", "x"]
    {
        assert_eq!(day::parse(wrong), None, "{wrong}");
    }
    assert_eq!(day::between(Day(20_240_228), Day(20_240_301)), Some(2));
    assert_eq!(day::weekday(Day(20_261_121)), Some(5));
    assert_eq!(plus_days(Day(20_260_231), 1), None);
}

#[test]
fn clock_times_are_read() {
    for (text, expected) in [("9:05", "09:05"), ("09.05", "09:05"), (" 23:59 ", "23:59"), ("07:30:00", "07:30")] {
        assert_eq!(clock(text).to_text(), expected, "{text}");
    }
    for wrong in ["24:00", "9", "9:5", "9:60", "09:05:30", "-9:05", "+9:05", "123:00", ""] {
        assert_eq!(Clock::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn moments_are_read_and_written() {
    assert_eq!(at("1970-01-01T00:00:00Z"), Moment(0));
    for wrong in ["2026-11-21T08:15:00", "2026-11-21 08:15:00Z", "2026-11-21T08:15Z", "2026-11-21T24:00:00Z", "Z"] {
        assert_eq!(Moment::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_clock_is_put_forward_in_march() {
    for place in places() {
        assert_eq!(shown(place, at("2026-03-29T00:59:00Z")), "2026-03-29 01:59 +60");
        assert_eq!(shown(place, at("2026-03-29T01:00:00Z")), "2026-03-29 03:00 +120");
        let change = at("2026-03-29T01:00:00Z");
        for skipped in ["02:00", "02:30", "02:59"] {
            assert_eq!(reading(place, Day(20_260_329), clock(skipped)), Reading::Never(change), "{skipped}");
        }
        assert_eq!(reading(place, Day(20_260_329), clock("03:00")), Reading::Once(change));
        assert_eq!(reading(place, Day(20_260_329), clock("01:59")), Reading::Once(at("2026-03-29T00:59:00Z")));
    }
}

#[test]
fn the_clock_is_put_back_in_october() {
    for place in places() {
        assert_eq!(shown(place, at("2026-10-25T00:30:00Z")), "2026-10-25 02:30 +120 twice");
        assert_eq!(shown(place, at("2026-10-25T01:30:00Z")), "2026-10-25 02:30 +60 twice");
        assert_eq!(shown(place, at("2026-10-25T02:00:00Z")), "2026-10-25 03:00 +60");
        let both = Reading::Twice(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"));
        assert_eq!(reading(place, Day(20_261_025), clock("02:30")), both);
        assert_eq!(both.earliest(), Some(at("2026-10-25T00:30:00Z")));
        assert_eq!(both.certain(), None);
        assert_eq!(reading(place, Day(20_261_025), clock("03:00")).certain(), Some(at("2026-10-25T02:00:00Z")));
        assert_eq!(reading(place, Day(20_260_231), clock("02:30")), Reading::NoSuchDay);
    }
}

#[test]
fn days_of_clock_changes_have_23_and_25_hours() {
    let hours =
        |day| (end_of(Place::of_state("si"), day).unwrap().0 - start_of(Place::of_state("si"), day).unwrap().0) / HOUR;
    assert_eq!([Day(20_260_329), Day(20_261_025), Day(20_261_121)].map(hours), [23, 25, 24]);
}

#[test]
fn easter_and_the_days_that_move_with_it() {
    let sundays = [
        (2024, 331),
        (2025, 420),
        (2026, 405),
        (2027, 328),
        (2028, 416),
        (2029, 401),
        (2030, 421),
        (2031, 413),
        (2032, 328),
        (2033, 417),
        (2034, 409),
        (2035, 325),
        (2036, 413),
        (2037, 405),
        (2038, 425),
        (2039, 410),
        (2040, 401),
    ];
    for (year, date) in sundays {
        let sunday = Day(year * 10_000 + date);
        assert_eq!(easter(year), Some(sunday));
        let after = |days| plus_days(sunday, days).unwrap();
        for place in [Place::of_state("si"), Place::of_state("hr")] {
            assert!(is_holiday(place, sunday) && is_holiday(place, after(1)), "{year}");
        }
        assert!(is_holiday(Place::of_state("si"), after(49)) && is_holiday(Place::of_state("hr"), after(60)), "{year}");
        assert!(!is_holiday(Place::ELSEWHERE, after(1)));
    }
}

#[test]
fn working_days_leave_out_weekends_and_holidays() {
    // 8 February 2027 is a Monday and Prešeren Day in Slovenia only.
    assert!(
        !is_working_day(Place::of_state("si"), Day(20_270_208))
            && is_working_day(Place::of_state("hr"), Day(20_270_208))
    );
    // Thursday 24 December 2026: Friday and Saturday are holidays, then a Sunday.
    let wednesday = |place| plus_working_days(place, Day(20_261_224), 3).unwrap();
    assert_eq!([Place::of_state("si"), Place::of_state("hr")].map(wednesday), [Day(20_261_230); 2]);
    assert_eq!(plus_working_days(Place::ELSEWHERE, Day(20_261_224), 3), Some(Day(20_261_229)));
    // 1 and 2 January 2026 are a Thursday and a Friday.
    assert_eq!(working_day_after(Place::of_state("si"), Day(20_251_231)), Some(Day(20_260_105)));
    assert_eq!(working_day_after(Place::of_state("hr"), Day(20_251_231)), Some(Day(20_260_102)));
}

fn due(start: Start, length: Length) -> Deadline {
    deadline(Place::of_state("si"), start, length).unwrap()
}

#[test]
fn months_end_with_the_same_date_or_the_last_day() {
    let cases = [
        (20_250_131, 1, 20_250_228),
        (20_240_131, 1, 20_240_229),
        (20_260_331, 1, 20_260_430),
        (20_260_228, 1, 20_260_328),
        (20_251_231, 2, 20_260_228),
        (20_250_619, 6, 20_251_219),
        (20_240_229, 12, 20_250_228),
    ];
    for (from, months, to) in cases {
        let found = due(Start::On(Day(from)), Length::Months(months));
        assert_eq!((found.due, found.rule), (Due::On(Day(to)), Rule::Months), "{from} + {months}");
    }
    assert_eq!(due(Start::On(Day(20_240_229)), Length::Years(4)).due, Due::On(Day(20_280_229)));
}

#[test]
fn a_later_end_stands_beside_the_careful_one() {
    // 20 June 2025 and 30 days: 20 July 2025, a Sunday.
    let found = due(Start::On(Day(20_250_620)), Length::Days(30));
    assert_eq!(found.due, Due::On(Day(20_250_720)));
    assert_eq!(found.longer, Some((Rule::WorkingDayEnd, Due::On(Day(20_250_721)))));
    assert_eq!(due(Start::On(Day(20_250_619)), Length::Months(6)).longer, None);
    // Across the end of summer time 24 hours end at an earlier time of the day.
    let found = due(Start::At(at("2026-10-24T12:20:00Z")), Length::Hours(24));
    assert_eq!(found.due, Due::At(at("2026-10-25T12:20:00Z")));
    assert_eq!(found.longer, Some((Rule::HourOfEvent, Due::At(at("2026-10-25T13:00:00Z")))));
    assert_eq!(shown(Place::of_state("si"), at("2026-10-25T12:20:00Z")), "2026-10-25 13:20 +60");
    // The hour of the event does not count, also when it has just begun.
    let found = due(Start::At(at("2026-06-01T10:00:00Z")), Length::Hours(1));
    assert_eq!(found.longer, Some((Rule::HourOfEvent, Due::At(at("2026-06-01T12:00:00Z")))));
    // From a day alone hours run from its first moment.
    let found = due(Start::On(Day(20_260_601)), Length::Hours(72));
    assert_eq!(found.due, Due::At(at("2026-06-03T22:00:00Z")));
}

#[test]
fn a_day_is_over_at_midnight_and_a_moment_when_it_has_passed() {
    let day = Due::On(Day(20_261_121));
    let midnight = at("2026-11-21T23:00:00Z");
    assert!(
        !day.is_over(Place::of_state("hr"), Moment(midnight.0 - 1)) && day.is_over(Place::of_state("hr"), midnight)
    );
    let moment = Due::At(midnight);
    assert!(
        !moment.is_over(Place::of_state("hr"), midnight)
            && moment.is_over(Place::of_state("hr"), Moment(midnight.0 + 1))
    );
    assert_eq!(moment.seconds_left(Place::of_state("hr"), Moment(midnight.0 - 90)), Some(90));
    assert_eq!(moment.seconds_left(Place::of_state("hr"), Moment(midnight.0 + 90)), Some(-90));
}

/// Summer time by Directive 2000/84/EC: from the last Sunday of March to the last Sunday of October, 01:00 UTC. Worked out
/// here on its own, to compare with the table of zones.
fn is_summer(moment: Moment, year: i32) -> bool {
    let turn = |month: u32| {
        let mut last = day::of(year, month, 31).unwrap();
        while day::weekday(last) != Some(6) {
            last = day::minus_days(last, 1).unwrap();
        }
        at(&format!("{}T01:00:00Z", day::to_text(last)))
    };
    (turn(3)..turn(10)).contains(&moment)
}

fn moments() -> impl Strategy<Value = Moment> {
    // 1997 to 2099: summer time has ended in October since 1996.
    (852_076_800_i64..4_102_444_800).prop_map(Moment)
}

/// Moments near a change of the clock.
fn near_changes() -> impl Strategy<Value = Moment> {
    (2024..2060_i32, prop::bool::ANY, 25..=31_u32, -7200_i64..100_000).prop_map(|(year, spring, date, seconds)| {
        let day = day::of(year, if spring { 3 } else { 10 }, date).unwrap();
        Moment(at(&format!("{}T00:00:00Z", day::to_text(day))).0 + seconds)
    })
}

fn some_days() -> impl Strategy<Value = Day> {
    (0..20_000_u32).prop_map(|days| plus_days(Day(20_200_101), days).unwrap())
}

fn lengths() -> impl Strategy<Value = Length> {
    prop_oneof![
        (0..200_u32).prop_map(Length::Hours),
        (0..400_u32).prop_map(Length::Days),
        (0..30_u32).prop_map(Length::WorkingDays),
        (0..60_u32).prop_map(Length::Months),
        (0..10_u32).prop_map(Length::Years),
    ]
}

proptest! {
    #![proptest_config(crate::properties(256))]

    #[test]
    fn zones_follow_the_rule_of_the_union(moment in prop_oneof![moments(), near_changes()]) {
        for place in places() {
            let local = moment.local(place).unwrap();
            let expected = if is_summer(moment, day::year(local.day)) { 120 } else { 60 };
            prop_assert_eq!(local.ahead, expected);
        }
    }

    #[test]
    fn a_moment_comes_back_from_its_local_time(moment in prop_oneof![moments(), near_changes()]) {
        let moment = Moment(moment.0 - moment.0.rem_euclid(60));
        let local = moment.local(Place::of_state("hr")).unwrap();
        match reading(Place::of_state("hr"), local.day, local.clock) {
            Reading::Once(back) => prop_assert!(back == moment && !local.twice),
            Reading::Twice(first, second) => {
                prop_assert_eq!(if local.summer { first } else { second }, moment);
                prop_assert_eq!(second.0 - first.0, HOUR);
                prop_assert!(local.twice);
            }
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn moments_come_back_from_text(moment in moments()) {
        prop_assert_eq!(Moment::parse(&moment.to_text()), Some(moment));
    }

    #[test]
    fn a_longer_period_or_a_later_start_never_ends_earlier(
        start in near_changes(), later in 0..400_000_i64, length in lengths(), more in 0..50_u32,
    ) {
        let end = |start, length| deadline(Place::of_state("si"), Start::At(start), length).unwrap();
        let late = |deadline: Deadline| deadline.due.too_late(Place::of_state("si")).unwrap();
        prop_assert!(late(end(start, length)) <= late(end(Moment(start.0 + later), length)));
        let longer = match length {
            Length::Hours(n) => Length::Hours(n + more),
            Length::Days(n) => Length::Days(n + more),
            Length::WorkingDays(n) => Length::WorkingDays(n + more),
            Length::Months(n) => Length::Months(n + more),
            Length::Years(n) => Length::Years(n + more),
        };
        prop_assert!(late(end(start, length)) <= late(end(start, longer)));
    }

    #[test]
    fn the_other_reading_is_never_earlier_and_never_before_the_start(start in near_changes(), length in lengths()) {
        for place in places() {
            let found = deadline(place, Start::At(start), length).unwrap();
            let late = found.due.too_late(place).unwrap();
            prop_assert!(late > start);
            if let Some((_, longer)) = found.longer {
                prop_assert!(longer.too_late(place).unwrap() > late);
            }
        }
    }

    #[test]
    fn a_day_alone_is_never_later_than_a_moment_of_it(day in some_days(), seconds in 0..86_000_i64, length in lengths()) {
        let place = Place::of_state("hr");
        let moment = Moment(start_of(place, day).unwrap().0 + seconds);
        prop_assume!(moment.local(place).unwrap().day == day);
        let late = |start| deadline(place, start, length).unwrap().due.too_late(place).unwrap();
        prop_assert!(late(Start::On(day)) <= late(Start::At(moment)));
    }

    #[test]
    fn months_keep_the_date_or_end_the_month(day in some_days(), months in 0..200_u32) {
        let later = plus_months(day, months).unwrap();
        let same = later.0 % 100 == day.0 % 100;
        let ends = plus_days(later, 1).unwrap().0 % 100 == 1 && later.0 % 100 < day.0 % 100;
        prop_assert!(same || ends);
    }

    #[test]
    fn working_days_are_counted_one_by_one(day in some_days(), days in 1..40_u32) {
        for place in places() {
            let last = plus_working_days(place, day, days).unwrap();
            let all = u32::try_from(day::between(day, last).unwrap()).unwrap();
            let working = (1..=all).filter(|n| is_working_day(place, plus_days(day, *n).unwrap())).count();
            prop_assert_eq!(working, usize::try_from(days).unwrap());
            prop_assert!(is_working_day(place, last));
        }
    }
}
