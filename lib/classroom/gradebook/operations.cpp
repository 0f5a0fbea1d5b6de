#include <stdexcept>

#include "hash.hpp"
#include "state.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

using text::iso_date;

Operation operation_row(SQLite::Statement& row) {
    Operation one;
    one.id = row.getColumn(0).getInt64();
    one.verb = row.getColumn(1).getString();
    one.typed = row.getColumn(2).getString();
    one.summary = row.getColumn(3).getString();
    one.who = row.getColumn(4).getString();
    one.recorded_on = date_column(row.getColumn(5));
    one.recorded_at = row.getColumn(6).getString();
    one.undone = row.getColumn(7).getInt() == 0;
    if (!row.getColumn(8).isNull()) one.target = row.getColumn(8).getInt64();
    return one;
}

const std::string kOperationColumns =
    "SELECT o.id, o.verb, o.typed, o.summary, o.who, o.recorded_on, o.recorded_at,"
    " o.id IN (SELECT id FROM live_operation),"
    " (SELECT r.target_id FROM reversal AS r WHERE r.operation_id = o.id)"
    " FROM operation AS o";

}  // namespace

OperationId Gradebook::begin(const OperationStart& start) {
    if (state_->mode == Mode::read) throw std::logic_error("a gradebook that is open for reading takes no operation");
    if (state_->operation) throw std::logic_error("an operation is under way already");
    return state_->told([&] {
        if (!state_->in_transaction) state_->start_writing();
        std::vector<std::string> hashes;
        std::string all;
        for (const auto& one : start.class_texts) {
            hashes.push_back(sha256(one.text));
            all += one.path + '\n' + hashes.back() + '\n';
        }
        const auto version_hash = sha256(all);
        std::int64_t version = 0;
        auto& known = bound(state_->statement("SELECT id FROM class_version WHERE hash = ?1"), version_hash);
        if (known.executeStep()) {
            version = known.getColumn(0).getInt64();
        } else {
            bound(state_->statement("INSERT INTO class_version (hash) VALUES (?1)"), version_hash).exec();
            version = state_->database->getLastInsertRowid();
            for (std::size_t at = 0; at < hashes.size(); ++at) {
                const auto& one = start.class_texts[at];
                bound(state_->statement("INSERT OR IGNORE INTO class_text (hash, text) VALUES (?1, ?2)"), hashes[at],
                      one.text)
                    .exec();
                bound(state_->statement("INSERT INTO class_version_file (class_version_id, position, path, hash)"
                                        " VALUES (?1, ?2, ?3, ?4)"),
                      version, static_cast<std::int64_t>(at), one.path, hashes[at])
                    .exec();
            }
        }
        for (std::size_t at = 0; at < hashes.size(); ++at) {
            const auto& tree = start.class_texts[at].tree;
            if (tree.empty()) continue;
            auto& insert = state_->statement(
                "INSERT INTO class_tree (hash, tree) SELECT ?1, ?2 WHERE NOT EXISTS"
                " (SELECT 1 FROM class_tree WHERE hash = ?1 AND tree = ?2)");
            insert.bind(1, hashes[at]);
            insert.bind(2, tree.data(), static_cast<int>(tree.size()));
            insert.exec();
        }
        bound(state_->statement("INSERT INTO main.operation"
                                " (verb, typed, summary, who, recorded_on, recorded_at, class_version_id)"
                                " VALUES (?1, ?2, '', ?3, ?4, ?5, ?6)"),
              start.verb, start.typed, start.who, iso_date(start.today), start.recorded_at, version)
            .exec();
        state_->operation = state_->database->getLastInsertRowid();
        state_->facts = 0;
        return *state_->operation;
    });
}

void Gradebook::finish(const std::string& summary, bool dry_run) {
    const auto operation = state_->current();
    if (dry_run || state_->facts == 0) {
        state_->roll_back();
        return;
    }
    state_->told([&] {
        // An operation without a summary counts as one that is not finished.
        bound(
            state_->statement(
                "UPDATE main.operation SET summary = coalesce(nullif(?1, ''), nullif(verb, ''), 'done') WHERE id = ?2"),
            summary, operation)
            .exec();
        state_->commit();
    });
}

std::vector<Operation> Gradebook::operations() const {
    return state_->told([&] {
        std::vector<Operation> all;
        auto& rows = state_->statement(kOperationColumns + " ORDER BY o.id DESC");
        while (rows.executeStep()) all.push_back(operation_row(rows));
        // The one under way is not yet something that was done.
        if (state_->operation) std::erase_if(all, [&](const Operation& one) { return one.id == *state_->operation; });
        return all;
    });
}

std::vector<ClassText> Gradebook::class_texts() const {
    return state_->told([&] {
        // What is reversed was written with a class file all the same, so every operation counts.
        auto& rows =
            bound(state_->statement("SELECT f.path, t.text, (SELECT tree FROM class_tree AS e WHERE e.hash = f.hash"
                                    " ORDER BY e.id DESC LIMIT 1)"
                                    " FROM class_version_file AS f JOIN class_text AS t ON t.hash = f.hash"
                                    " WHERE f.class_version_id = (SELECT class_version_id FROM operation"
                                    " WHERE id IS NOT ?1 ORDER BY id DESC LIMIT 1) ORDER BY f.position"),
                  state_->operation);
        std::vector<ClassText> texts;
        while (rows.executeStep()) {
            const auto tree = rows.getColumn(2);
            texts.push_back({.path = rows.getColumn(0).getString(),
                             .text = rows.getColumn(1).getString(),
                             .tree = tree.isNull() ? std::string() : tree.getString()});
        }
        return texts;
    });
}

std::vector<Operation> Gradebook::dependents(OperationId operation) const {
    // A student rests on the operation that put them on the roster: the first that is in force.
    static const std::string kSql =
        "WITH added AS (SELECT student_id FROM student_detail WHERE operation_id = ?1 AND student_id NOT IN"
        "   (SELECT student_id FROM student_detail WHERE operation_id < ?1"
        "      AND operation_id IN (SELECT id FROM live_operation))),"
        " slots AS (SELECT s.id FROM plan_slot AS s JOIN plan AS p ON p.id = s.plan_id WHERE p.operation_id = ?1),"
        " resting (id) AS ("
        "   SELECT operation_id FROM student_detail WHERE student_id IN added"
        "   UNION SELECT operation_id FROM student_alias WHERE student_id IN added"
        "   UNION SELECT operation_id FROM evidence WHERE student_id IN added"
        "   UNION SELECT operation_id FROM decision WHERE student_id IN added"
        "   UNION SELECT operation_id FROM plan WHERE student_id IN added"
        "   UNION SELECT operation_id FROM absence WHERE student_id IN added"
        "   UNION SELECT operation_id FROM comment WHERE student_id IN added OR plan_slot_id IN slots"
        "     OR evidence_id IN (SELECT id FROM evidence WHERE operation_id = ?1)"
        "   UNION SELECT operation_id FROM plan_override WHERE student_id IN added"
        "   UNION SELECT operation_id FROM project_member WHERE student_id IN added"
        "   UNION SELECT operation_id FROM retake WHERE student_id IN added"
        "   UNION SELECT operation_id FROM adjustment WHERE student_id IN added"
        "   UNION SELECT operation_id FROM conference WHERE student_id IN added"
        "   UNION SELECT operation_id FROM pace_choice WHERE student_id IN added"
        "   UNION SELECT operation_id FROM extension WHERE student_id IN added"
        "   UNION SELECT operation_id FROM goal WHERE student_id IN added"
        "   UNION SELECT operation_id FROM request WHERE student_id IN added"
        "   UNION SELECT operation_id FROM pairing WHERE student_id IN added OR other_id IN added"
        "   UNION SELECT operation_id FROM fixed_group_member WHERE student_id IN added"
        "   UNION SELECT operation_id FROM evidence WHERE corrects IN (SELECT id FROM evidence WHERE operation_id = ?1)"
        "   UNION SELECT operation_id FROM choice WHERE plan_slot_id IN slots"
        "   UNION SELECT operation_id FROM done WHERE plan_slot_id IN slots"
        // What was published is the newest plan of that time, not an earlier revision.
        "   UNION SELECT u.operation_id FROM publication AS u JOIN plan AS p ON p.week = u.week"
        "     WHERE p.operation_id = ?1 AND NOT EXISTS (SELECT 1 FROM plan AS later"
        "       WHERE later.student_id = p.student_id AND later.week = p.week"
        "         AND later.operation_id > ?1 AND later.operation_id < u.operation_id"
        "         AND later.operation_id IN (SELECT id FROM live_operation))) ";
    return state_->told([&] {
        std::vector<Operation> all;
        auto& rows =
            bound(state_->statement(kSql + kOperationColumns +
                                    " WHERE o.id > ?1 AND o.id IN resting AND o.id IN (SELECT id FROM live_operation)"
                                    " ORDER BY o.id"),
                  operation);
        while (rows.executeStep()) all.push_back(operation_row(rows));
        return all;
    });
}

void Gradebook::undo(OperationId target) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO reversal (operation_id, target_id, effect) VALUES (?1, ?2, 'undo')"),
              state_->add_fact(), target)
            .exec();
    });
}

void Gradebook::redo(OperationId target) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO reversal (operation_id, target_id, effect) VALUES (?1, ?2, 'redo')"),
              state_->add_fact(), target)
            .exec();
    });
}

}  // namespace waymark::classroom
