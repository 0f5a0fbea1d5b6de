#include "headers.hpp"

#include <unordered_map>
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

/// "E-Mail Address" -> "emailaddress"; letters of other scripts and accents become ASCII.
std::string key_of(std::string_view header) {
    std::string key;
    for (const char c : text::slug(header)) {
        if (c != '-') key += c;
    }
    return key;
}

/// Role and rank of a header, or nothing.
const std::pair<Role, std::size_t>* find(std::string_view header) {
    static const auto roles = [] {
        std::unordered_map<std::string_view, std::pair<Role, std::size_t>> made;
        for (const auto& [role, keys] : synonyms()) {
            for (std::size_t at = 0; at < keys.size(); ++at) made.emplace(keys[at], std::pair(role, at));
        }
        return made;
    }();
    const auto found = roles.find(key_of(header));
    return found == roles.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<Role> role_of(std::string_view header) {
    const auto* known = find(header);
    return known == nullptr ? std::nullopt : std::optional(known->first);
}

std::size_t rank_of(std::string_view header) {
    const auto* known = find(header);
    return known == nullptr ? std::string::npos : known->second;
}

}  // namespace waymark::classroom
