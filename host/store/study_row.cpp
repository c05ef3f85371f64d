#include "host/store/study_row.hpp"

#include <string>

#include "host/files/build_info.hpp"
#include "host/store/canonical_bytes.hpp"

namespace vtrial::host {
namespace {

std::string study_hash(StoredStudy const& study, std::string const& program_version) {
    CanonicalBytes bytes;
    bytes.add(std::string_view("vtrial study"));
    bytes.add(std::string_view(study.name));
    bytes.add(std::string_view(study.resolved_study));
    bytes.add(study.replicates);
    bytes.add(std::string_view(program_version));
    for (StoredScenario const& scenario : study.scenarios) {
        bytes.add(std::string_view(scenario.name));
        bytes.add(std::string_view(scenario.plan_sha256));
    }
    return bytes.sha256();
}

}  // namespace

void write_scenario_rows(Database& database, StoredStudy const& study) {
    for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
        Statement(database, "create", "INSERT INTO scenarios VALUES (?1, ?2, ?3)")
            .bind(1, static_cast<std::int64_t>(i))
            .bind(2, study.scenarios[i].name)
            .bind(3, study.scenarios[i].plan_sha256)
            .run();
    }
}

void write_study_row(Database& database, StoredStudy const& study) {
    std::string const program_version = version();
    database.execute("write the study to", "DELETE FROM study");
    Statement(database, "write the study to", "INSERT INTO study VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(1, study.name)
        .bind(2, study.resolved_study)
        .bind(3, study.replicates)
        .bind(4, program_version)
        .bind(5, study_hash(study, program_version))
        .run();
}

StoredStudy read_study_row(Database& database) {
    StoredStudy study;
    Statement scenarios(database, "read",
                        "SELECT scenario, name, plan_sha256 FROM scenarios ORDER BY scenario");
    while (scenarios.step()) {
        if (scenarios.integer(0) != static_cast<std::int64_t>(study.scenarios.size())) {
            database.fail_as_damaged("a scenario is missing");
        }
        study.scenarios.push_back({scenarios.text(1), scenarios.text(2)});
    }
    Statement row(database, "read",
                  "SELECT name, resolved_study, replicates, program_version, sha256 FROM study");
    if (!row.step()) {
        database.fail_as_damaged("the study is missing");
    }
    study.name = row.text(0);
    study.resolved_study = row.text(1);
    study.replicates = row.integer(2);
    if (row.text(4) != study_hash(study, row.text(3)) || row.step()) {
        database.fail_as_damaged("the study does not match its hash");
    }
    return study;
}

}  // namespace vtrial::host
