#include "waymark/text/names.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

using namespace waymark::text;

TEST_CASE("white space of every kind is trimmed and runs become one space") {
    CHECK(trim(" \t Zoë\u00A0\u00A0 Kovács\u3000") == "Zoë Kovács");
    CHECK(trim("\u200BAna\u200B") == "Ana");
    CHECK(trim("  ") == "");
}

TEST_CASE("match keys ignore case and width of letters, never accents") {
    CHECK(match_key(" STRASSE ") == match_key("straße"));
    CHECK(match_key("Ｓｔｕｄｅｎｔ") == "student");
    CHECK(match_key("Zoe\u0308") == match_key("ZOË"));
    CHECK(match_key("Zoë") != match_key("Zoe"));
    CHECK(match_key("O’Brien") == match_key("O'Brien"));
    CHECK(match_key("Hawaiʻi") == "hawai'i");
}

TEST_CASE("one cell splits at its one comma and nowhere else") {
    CHECK(parse_person_name("Kovács, Zoë") == PersonName{"Zoë", "Kovács", true});
    CHECK(parse_person_name("King, Jr., Martin") == PersonName{"Martin", "King, Jr.", true});
    CHECK(parse_person_name("King, Martin, Jr.") == PersonName{"Martin", "King, Jr.", true});
    CHECK(parse_person_name("李，雷") == PersonName{"雷", "李", true});
    CHECK(parse_person_name("Maria del Carmen López") == PersonName{"Maria del Carmen López", "", false});
    CHECK(parse_person_name("Sammy Davis, Jr.") == PersonName{"Sammy Davis, Jr.", "", false});
    CHECK(parse_typed_name("Zuri Okafor") == PersonName{"Zuri", "Okafor", true});
    CHECK(parse_typed_name(" Okafor,  Zuri ") == PersonName{"Zuri", "Okafor", true});
    CHECK(parse_typed_name("李 雷") == PersonName{"雷", "李", true});
    CHECK(parse_typed_name("Martin Jr.") == PersonName{"Martin Jr.", "", false});
    CHECK(parse_typed_name("Sammy Davis, Jr.") == PersonName{"Sammy Davis, Jr.", "", false});
    CHECK(parse_typed_name("Maria del Carmen López") == PersonName{"Maria del Carmen López", "", false});
    CHECK(parse_typed_name("Madonna") == PersonName{"Madonna", "", false});
    CHECK(parse_person_name("Madonna,") == PersonName{"Madonna,", "", false});
}

TEST_CASE("whole names stand in the order of their language") {
    CHECK(whole_name("Zoë", "Kovács") == "Zoë Kovács");
    CHECK(whole_name("雷", "李") == "李雷");
    CHECK(whole_name("민준", "김") == "김민준");
    CHECK(whole_name("Jun", "朴") == "Jun 朴");
    CHECK(whole_name("Cher", "") == "Cher");
}

TEST_CASE("slugs are readable in any script") {
    CHECK(slug("Zoë Kovács") == "zoe-kovacs");
    CHECK(slug("李雷") == "li-lei");
    CHECK(slug("Seán O’Neil") == "sean-oneil");
    CHECK(slug("  ¿Qué?  ") == "que");
    CHECK(slug("Ñandú & Co. 2") == "nandu-co-2");
    CHECK(slug("→") == "");
}

TEST_CASE("a person's slug grows until it is free") {
    std::set<std::string, std::less<>> taken;
    const auto next = [&](const PersonName& name) {
        auto made = person_slug(name, [&](std::string_view one) { return taken.contains(one); });
        taken.insert(made);
        return made;
    };
    CHECK(next({"Zoë", "Kovács"}) == "zoe-k");
    CHECK(next({"Zoe", "Kim"}) == "zoe-ki");
    CHECK(next({"Zoe", "Kim"}) == "zoe-kim");
    CHECK(next({"Zoe", "Kim"}) == "zoe-kim-2");
    CHECK(next({"Cher", ""}) == "cher");
    CHECK(next({"☃", "☃"}) == "student");
    CHECK(next({"", ""}) == "student-2");
    CHECK(next({std::string(90, 'a'), std::string(90, 'b')}).size() == 40);
    CHECK(next({std::string(90, 'c'), ""}) == std::string(40, 'c'));
}

TEST_CASE("distance counts a swap of neighbours as one") {
    CHECK(distance("ser-estra", "ser-estar") == 1);
    CHECK(distance("kitten", "sitting") == 3);
    CHECK(distance("Zoë", "zoë") == 0);
    CHECK(distance("", "abc") == 3);
}

TEST_CASE("distance is a number of edits: zero for equals, symmetric, at most the longer length") {
    CHECK(rc::check([] {
        const auto a = *rc::gen::container<std::string>(rc::gen::inRange('a', 'e'));
        const auto b = *rc::gen::container<std::string>(rc::gen::inRange('a', 'e'));
        RC_ASSERT(distance(a, b) == distance(b, a));
        RC_ASSERT((distance(a, b) == 0) == (a == b));
        RC_ASSERT(distance(a, b) <= std::max(a.size(), b.size()));
    }));
}

TEST_CASE("the nearest name is offered only when it is near") {
    const std::vector<std::string> names{"skills", "activities", "checks", "ana-t", "zoe-k"};
    CHECK(nearest("skils", names) == "skills");
    CHECK(nearest("zoek", names) == "zoe-k");
    CHECK(nearest("act", names) == "activities");
    CHECK(nearest("calendar", names) == "");
    CHECK(nearest("a", {"b"}) == "");
}

TEST_CASE("names sort as people expect") {
    CHECK(sorts_before("Álvarez", "Baker"));
    CHECK(sorts_before("adams", "Baker"));
    CHECK(sorts_before("Zoe", "Zoë"));
    CHECK_FALSE(sorts_before("Zoë", "Zoë"));
}

TEST_CASE("a list is its parts, without the empty ones") {
    CHECK(split_list(" music, football ,,") == std::vector<std::string>{"music", "football"});
    CHECK(split_list("a;b, c", ",;") == std::vector<std::string>{"a", "b", "c"});
    CHECK(split_list("").empty());
}
