#include "headers.hpp"

#include <string>
#include <utility>
#include <vector>

#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

struct Synonyms {
    Role role;
    std::vector<std::string_view> keys;  ///< ASCII letters and digits only
};

const std::vector<Synonyms>& synonyms() {
    static const std::vector<Synonyms> all{
        {Role::student,
         {"student",
          "students",
          "name",
          "studentname",
          "fullname",
          "learner",
          "learnername",
          "pupil",
          "pupilname",
          "displayname",
          "lastfirst",
          "studentfullname",
          "lastnamefirstname",
          "nameofstudent",
          "who",
          "alumno",
          "alumna",
          "alumnoa",
          "estudiante",
          "nombrecompleto",
          "nombredelalumno",
          "nombreyapellidos",
          "apellidosynombre",
          "schuler",
          "schueler",
          "schulerin",
          "schulername",
          "eleve",
          "nomcomplet",
          "nometprenom",
          "alunno",
          "studente",
          "nomecompleto",
          "aluno",
          "leerling",
          "naam",
          "volledigenaam",
          "uczen",
          "imieinazwisko"}},
        {Role::given, {"given",        "givenname", "first",         "firstname",
                       "forename",     "forenames", "legalforename", "studentfirstname",
                       "namefirst",    "nombre",    "nombres",       "vorname",
                       "rufname",      "prenom",    "prenoms",       "nome",
                       "primeironome", "voornaam",  "roepnaam",      "imie"}},
        {Role::family,
         {"family",   "familyname", "last",      "lastname",   "surname",      "legalsurname", "studentlastname",
          "namelast", "apellido",   "apellidos", "nachname",   "familienname", "nom",          "nomdefamille",
          "cognome",  "sobrenome",  "apelido",   "ultimonome", "achternaam",   "nazwisko"}},
        {Role::preferred,
         {"preferred", "preferredname", "preferredfirstname", "preferredgivenname", "preferredforename", "nickname",
          "knownas", "goesby", "calledname", "shortname"}},
        {Role::school_id,
         {"studentid",
          "sisuserid",
          "studentsisid",
          "sisid",
          "studentnumber",
          "studentno",
          "localid",
          "upn",
          "pupilid",
          "learnerid",
          "idnumber",
          "externalid",
          "sourcedid",
          "stateid",
          "matricula",
          "idalumno",
          "idestudiante",
          "schulerid",
          "schuelerid",
          "schulernummer",
          "identifiant",
          "ideleve",
          "idstudente",
          "idaluno",
          "leerlingnummer",
          "stamnummer",
          "iducznia",
          "sid",
          "schoolid",
          "id",
          "numero",
          "n",
          "no",
          "nr"}},
        {Role::email,
         {"email", "emailaddress", "mail", "studentemail", "schoolemail", "emailadresse", "correo", "correoelectronico",
          "courriel", "adressemail", "adresseemail", "indirizzoemail", "enderecodeemail", "emailadres", "adresemail"}},
        {Role::section, {"section",   "sections",      "class",         "classname", "sectionname", "period",
                         "course",    "coursename",    "coursesection", "group",     "groupname",   "block",
                         "homeclass", "teachinggroup", "klasse",        "kurs",      "gruppe",      "classe",
                         "groupe",    "curso",         "grupo",         "clase",     "seccion",     "turma",
                         "sezione",   "klas",          "groep",         "klasa",     "grupa"}},
        {Role::status,
         {"status", "enrollmentstatus", "enrolmentstatus", "studentstatus", "estado", "statut", "stato", "situacao",
          "stan"}},
        {Role::item,
         {"item",     "itemid",     "items",          "question", "questionid", "target",  "check",   "checkid",
          "quiz",     "assignment", "assignmentname", "task",     "assessment", "test",    "aufgabe", "frage",
          "pregunta", "tarea",      "actividad",      "devoir",   "exercice",   "domanda", "compito", "questao",
          "tarefa",   "vraag",      "opdracht",       "zadanie",  "pytanie"}},
        {Role::skill,
         {"skill", "skillid", "standard", "standardid", "outcome", "objective", "learningtarget", "learningobjective",
          "competency", "kompetenz", "destreza", "competencia", "competence", "competenza", "vaardigheid",
          "umiejetnosc"}},
        {Role::score, {"score",  "points",       "pointsearned", "pointsawarded", "mark",      "grade",  "result",
                       "value",  "earned",       "punkte",       "note",          "ergebnis",  "puntos", "puntuacion",
                       "nota",   "calificacion", "resultado",    "resultat",      "punteggio", "voto",   "pontos",
                       "cijfer", "punten",       "wynik",        "punkty",        "ocena"}},
        {Role::maximum, {"maximum",      "max",
                         "maxscore",     "maxpoints",
                         "outof",        "pointspossible",
                         "possible",     "possiblepoints",
                         "maximumscore", "maximumpoints",
                         "totalpoints",  "pointsmax",
                         "maxpunkte",    "maximalpunkte",
                         "maximo",       "puntosposibles",
                         "sur",          "bareme",
                         "massimo",      "maxpunten",
                         "maks"}},
        {Role::date,
         {"date", "day", "on", "happenedon", "takenon", "submitted", "submittedon", "submittedat", "dategiven",
          "completedon", "datetaken", "datum", "fecha", "dia", "data", "dataconclusao"}},
    };
    return all;
}

/// "Pupil full name", "Learner's first name": whose name it is may be said before what it is.
void add_whose(std::map<Role, std::vector<std::string>>& columns) {
    for (const auto role : {Role::student, Role::given, Role::family, Role::preferred, Role::school_id, Role::email}) {
        auto& names = columns[role];
        const auto plain = names.size();
        for (const std::string whose : {"student", "students", "pupil", "pupils", "learner", "learners", "child"}) {
            for (std::size_t at = 0; at < plain; ++at) names.push_back(whose + names[at]);
        }
    }
}

/// What people call the rows under a list that are about all rows above. "Max" and "Min" are names of children.
constexpr std::string_view kSums =
    "total totals grandtotal classtotal totalpoints totalpossible sum count numberofstudents outof overall "
    "average averages avg classaverage averagescore mean classmean meanscore median classmedian medianscore "
    "stdev stddev standarddeviation highest lowest highestscore lowestscore "
    "pointspossible possiblepoints maxpoints maximumpoints maxscore maximumscore maximum "
    "durchschnitt klassendurchschnitt notendurchschnitt schnitt klassenschnitt notenschnitt mittelwert mittel "
    "summe gesamt insgesamt anzahl gesamtpunkte punktzahl maximalpunkte maximalpunktzahl hochstpunktzahl "
    "erreichbarepunkte "
    "moyenne moyennes moyenneclasse moyennedelaclasse mediane ecarttype somme totaux bareme nombredeleves "
    "promedio promedios promediodelaclase promediodelgrupo media mediadelaclase mediadelgrupo mediana "
    "suma sumatotal puntosposibles puntajemaximo "
    "totale somma mediaclasse mediadellaclasse punteggiomassimo soma mediadaturma "
    "gemiddelde klasgemiddelde totaal srednia razem";

Format hand_kept(std::string id, std::string title) {
    Format format{.id = std::move(id), .title = std::move(title)};
    auto& table = format.tables.emplace_back();
    for (const auto& [role, keys] : synonyms()) {
        auto& names = table.columns[role];
        for (const auto key : keys) names.emplace_back(key);
    }
    add_whose(table.columns);
    table.sums = text::split_list(kSums, " ");
    return format;
}

}  // namespace

const Format& generic_roster() {
    static const Format format = [] {
        auto made = hand_kept("generic-roster", "a roster kept by hand");
        made.gives_roster = true;
        for (const auto role : {Role::item, Role::skill, Role::score, Role::maximum, Role::date}) {
            made.tables[0].columns.erase(role);
        }
        return made;
    }();
    return format;
}

const Format& long_results() {
    static const Format format = [] {
        auto made = hand_kept("long-results", "results, one a row");
        made.gives_results = true;
        made.tables[0].holds = TableFormat::Holds::results;
        return made;
    }();
    return format;
}

const Format& check_sheet() {
    static const Format format = [] {
        auto made = hand_kept("check-sheet", "a sheet of one check");
        made.gives_results = true;
        auto& table = made.tables[0];
        table.blank = EvidenceState::missing;
        // Every column that says nothing of a person may be one of scores, whatever it is called.
        for (const auto role : {Role::item, Role::skill}) table.columns.erase(role);
        table.items = {{.column = "{title} (/{maximum})", .title = "{title}"},
                       {.column = "{title} /{maximum}", .title = "{title}"},
                       {.column = "{title} (out of {maximum})", .title = "{title}"},
                       {.column = "{title}"}};
        table.calculated = {"total",        "sum",       "average", "mean",    "overall", "gesamt", "summe",
                            "durchschnitt", "promedio",  "media",   "moyenne", "suma",    "age",    "year",
                            "room",         "home room", "seat",    "locker",  "phone"};
        return made;
    }();
    return format;
}

}  // namespace waymark::classroom
