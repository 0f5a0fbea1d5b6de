#include "views.hpp"

#include <array>

namespace waymark::classroom {
namespace {

constexpr std::array kViews{
    CurrentView{"live_operation", R"sql(
SELECT o.id AS id
FROM operation AS o
WHERE coalesce((SELECT r.effect FROM reversal AS r
                WHERE r.target_id = o.id AND r.operation_id IN (SELECT id FROM operation)
                ORDER BY r.id DESC LIMIT 1), 'redo') = 'redo')sql"},
    CurrentView{"current_student", R"sql(
SELECT s.id AS id, s.key AS key, s.slug AS slug, d.given AS given, d.family AS family, d.preferred AS preferred,
       d.section AS section, d.email AS email, d.school_id AS school_id, d.status AS status, d.joined AS joined,
       d.interests AS interests, d.tools AS tools
FROM (SELECT student_id, max(id) AS detail_id FROM student_detail
      WHERE operation_id IN (SELECT id FROM live_operation) GROUP BY student_id) AS newest
JOIN student_detail AS d ON d.id = newest.detail_id
JOIN student AS s ON s.id = newest.student_id)sql"},
    // The sign keeps the index of operations out of it: nearly all rows are wanted, and wanted in their order.
    CurrentView{"live_evidence", R"sql(
SELECT * FROM evidence WHERE +operation_id IN (SELECT id FROM live_operation))sql"},
    CurrentView{"current_evidence", R"sql(
SELECT * FROM live_evidence
WHERE id NOT IN (SELECT corrects FROM live_evidence WHERE corrects IS NOT NULL))sql"},
    CurrentView{"current_alias", R"sql(
SELECT student_id, system, value FROM student_alias
WHERE id IN (SELECT max(id) FROM student_alias WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY system, value))sql"},
    CurrentView{"current_mapping", R"sql(
SELECT title, targets, maximum FROM result_mapping
WHERE id IN (SELECT max(id) FROM result_mapping WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY title))sql"},
    CurrentView{"current_decision", R"sql(
SELECT * FROM decision
WHERE id IN (SELECT max(id) FROM decision WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY student_id, skill))sql"},
    CurrentView{"current_session_change", R"sql(
SELECT session_on, minutes, because FROM session_change
WHERE id IN (SELECT max(id) FROM session_change WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY session_on))sql"},
    CurrentView{"current_absence", R"sql(
SELECT student_id, absent_on, excused, because FROM absence
WHERE id IN (SELECT max(id) FROM absence WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY student_id, absent_on))sql"},
    CurrentView{"current_comment", R"sql(
SELECT * FROM comment WHERE operation_id IN (SELECT id FROM live_operation))sql"},
    CurrentView{"current_plan_override", R"sql(
SELECT * FROM plan_override WHERE operation_id IN (SELECT id FROM live_operation))sql"},
    CurrentView{"current_project", R"sql(
SELECT * FROM project
WHERE id IN (SELECT max(id) FROM project WHERE operation_id IN (SELECT id FROM live_operation) GROUP BY name))sql"},
    CurrentView{"current_retake", R"sql(
SELECT * FROM retake WHERE operation_id IN (SELECT id FROM live_operation))sql"},
    CurrentView{"current_adjustment", R"sql(
SELECT * FROM adjustment
WHERE id IN (SELECT max(id) FROM adjustment WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY student_id))sql"},
    CurrentView{"current_conference", R"sql(
SELECT * FROM conference WHERE operation_id IN (SELECT id FROM live_operation))sql"},
    CurrentView{"current_pace_choice", R"sql(
SELECT * FROM pace_choice
WHERE id IN (SELECT max(id) FROM pace_choice WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY student_id, starts_on))sql"},
    CurrentView{"current_extension", R"sql(
SELECT * FROM extension
WHERE id IN (SELECT max(id) FROM extension WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY student_id, skill))sql"},
    CurrentView{"current_goal", R"sql(
SELECT * FROM goal
WHERE id IN (SELECT max(id) FROM goal WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY student_id, target))sql"},
    CurrentView{"current_request", R"sql(
SELECT * FROM request
WHERE id IN (SELECT max(id) FROM request WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY student_id, week, kind, target))sql"},
    CurrentView{"current_pairing", R"sql(
SELECT * FROM pairing
WHERE id IN (SELECT max(id) FROM pairing WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY student_id, other_id))sql"},
    // The groups of a session are fixed together, and anew together.
    CurrentView{"current_fixed_group", R"sql(
SELECT * FROM fixed_group AS g
WHERE operation_id = (SELECT max(operation_id) FROM fixed_group
                      WHERE session_on = g.session_on AND operation_id IN (SELECT id FROM live_operation)))sql"},
    CurrentView{"current_plan", R"sql(
SELECT p.id AS id, p.student_id AS student_id, p.week AS week, p.revision AS revision,
       EXISTS (SELECT 1 FROM publication AS u
               WHERE u.week = p.week AND u.operation_id >= p.operation_id
                 AND u.operation_id IN (SELECT id FROM live_operation)) AS published
FROM (SELECT id, row_number() OVER (PARTITION BY student_id, week ORDER BY revision DESC, id DESC) AS place
      FROM plan WHERE operation_id IN (SELECT id FROM live_operation)) AS ranked
JOIN plan AS p ON p.id = ranked.id
WHERE ranked.place = 1)sql"},
    CurrentView{"current_choice", R"sql(
SELECT plan_slot_id, letter FROM choice
WHERE id IN (SELECT max(id) FROM choice WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY plan_slot_id))sql"},
    CurrentView{"current_done", R"sql(
SELECT plan_slot_id, done, done_on FROM done
WHERE id IN (SELECT max(id) FROM done WHERE operation_id IN (SELECT id FROM live_operation)
             GROUP BY plan_slot_id))sql"},
};

}  // namespace

std::span<const CurrentView> current_views() {
    return kViews;
}

}  // namespace waymark::classroom
