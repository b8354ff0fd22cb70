//! The two tables of operators: each row becomes a criterion.

use law::Status;
use law::incident::{Criterion, Kinds, Limit, Manner, Test, UserLimit};

use super::records::{AkosTable, HakomTable, TablesFile};
use super::{Reader, position};

/// Any disturbance of the service.
const ANY: Kinds = Kinds(Kinds::COMPLETE.0 | Kinds::LIMITED.0 | Kinds::SLOW.0 | Kinds::PARTIAL.0);

/// Reads and checks both tables.
pub fn load(reader: &mut Reader<'_>, tables: &TablesFile) {
    hakom(reader, &tables.hakom);
    akos(reader, &tables.akos);
}

fn minutes(hours: u32, strict: bool) -> Limit {
    Limit { value: hours * 60, strict }
}

fn akos(reader: &mut Reader<'_>, table: &AkosTable) {
    let act = reader.table_of(Manner::AkosTable);
    let services: Vec<u8> = table.services.iter().map(|id| reader.service("akos", id)).collect();
    let cite = reader.cite("akos", &table.cite);
    let says = position(&mut reader.law.sayings, &table.says);
    let mut before: Option<(u32, u32)> = None;
    for row in &table.rows {
        let share = reader.percent(&row.id, &row.percent);
        if before.is_some_and(|(hours, more)| hours >= row.hours || more <= share) {
            reader.problems.push(format!("incident: {}: a longer time goes with a smaller share", row.id));
        }
        before = Some((row.hours, share));
        let users = Some(UserLimit { share: Some(share), count: None, strict: true });
        reader.law.criteria.push(Criterion {
            id: row.id.clone(),
            act,
            services: services.clone(),
            test: Test::Outage { kinds: ANY, minutes: Some(minutes(row.hours, true)), users },
            says,
            cite,
            status: Status::Checked,
            reading: String::new(),
        });
    }
}

fn hakom(reader: &mut Reader<'_>, table: &HakomTable) {
    let act = reader.table_of(Manner::HakomTable);
    let cite = reader.cite("hakom", &table.cite);
    let (says, says_data) =
        (position(&mut reader.law.sayings, &table.says), position(&mut reader.law.sayings, &table.says_data));
    if table.hours.windows(2).any(|pair| pair.first() <= pair.last()) {
        reader.problems.push("incident: hakom: the hours begin with the longest".to_owned());
    }
    for row in &table.service {
        let base = row.users.first().copied().unwrap_or_default();
        let expected: Vec<u64> = table.multiples.iter().map(|times| base * times).collect();
        if row.users != expected || row.users.len() != table.hours.len() || row.data_users != base {
            reader.problems.push(format!("incident: hakom: {}: a row is its base times {:?}", row.id, table.multiples));
        }
        let services = vec![reader.service("hakom", &row.id)];
        let criterion = |id: String, test: Test, says: u8| Criterion {
            id,
            act,
            services: services.clone(),
            test,
            says,
            cite,
            status: Status::Checked,
            reading: String::new(),
        };
        // The shortest time first: the row that is met earliest.
        for (hours, count) in table.hours.iter().zip(&row.users).rev() {
            let users = Some(UserLimit { share: None, count: Some(*count), strict: false });
            let test = Test::Outage { kinds: ANY, minutes: Some(minutes(*hours, false)), users };
            reader.law.criteria.push(criterion(format!("hakom.{}.{hours}h", row.id), test, says));
        }
        let users = Some(UserLimit { share: None, count: Some(row.data_users), strict: false });
        let test = Test::Data { malicious: false, users, unless: None };
        let data = criterion(format!("hakom.{}.data", row.id), test, says_data);
        reader.law.criteria.push(Criterion { reading: table.reading_data.clone(), ..data });
    }
}
