#include "headers.hpp"

#include <unordered_map>
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
         {"id",        "studentid", "schoolid",     "sisid",     "sisuserid",      "localid",       "studentnumber",
          "studentno", "idnumber",  "pupilid",      "upn",       "externalid",     "sourcedid",     "stateid",
          "matricula", "idalumno",  "idestudiante", "schulerid", "schuelerid",     "schulernummer", "identifiant",
          "ideleve",   "numero",    "idstudente",   "idaluno",   "leerlingnummer", "stamnummer",    "iducznia",
          "learnerid"}},
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

}  // namespace

std::optional<Role> role_of(std::string_view header) {
    static const auto roles = [] {
        std::unordered_map<std::string_view, Role> made;
        for (const auto& [role, keys] : synonyms()) {
            for (const auto key : keys) made.emplace(key, role);
        }
        return made;
    }();
    const auto found = roles.find(key_of(header));
    return found == roles.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace waymark::classroom
