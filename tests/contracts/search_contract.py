"""What every search has to do. A test class derives from it and gives it a `search`.

The texts are such that words and meaning agree, so that a search by meaning has to pass as well; what only one of
the two can do is in a class of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from chatxblock.domain.ports import Document, DocumentKind, Found, Nearness, ResourceSearch, Scope

COURSE = "course-v1:Org+Search+2026"
HERE, NEXT_DOOR, ELSEWHERE = "unit here", "unit next door", "unit elsewhere"
SECTION, FURTHER = "section", "another section"
INVERSE = "Why does a matrix with determinant zero have no inverse?"
CELLS = "What do mitochondria do in a cell?"
LOOPS = "My while loop never ends"
SPACE = UUID(int=0)
EMPTY = ("", "   ", "?!…", "\0", "¿", "🦊", "\ud800", "\u200b")
FOX = "🦊 fox"
ODD = ("x" * 2000, "?!" * 1000, "\0", "\ud800 lone", FOX, "a" * 300_000, "كَ" * 1000, "的" * 2000, "' OR 1=1")
LANGUAGES = (
    ("en", "How do I integrate by parts?", "integrating by parts"),
    ("es", "¿Qué números son primos?", "como se si un numero es primo"),
    ("ar", "كيف أحسب محدد المصفوفة؟", "حساب مُحدّد مصفوفه"),
    ("zh", "怎样用分部积分法求积分？", "分部积分不会做"),
    ("zh-hant", "光合作用的產物是什麼？", "光合作用產生什麼"),
    ("ja", "部分積分はどうやって計算しますか", "部分積分のやり方がわからない"),
    ("th", "การสังเคราะห์แสงคืออะไร", "การสังเคราะห์แสงเกิดที่ไหน"),
    ("ko", "광합성은 어디에서 일어나나요?", "광합성이 뭐예요"),
    ("ru", "Как найти обратную матрицу?", "обратная матрица"),
    ("hi", "प्रकाश संश्लेषण क्या है?", "प्रकाश संश्लेषण कहाँ होता है"),
    ("tlh", "yIn Qul vIghojlaH'a' jIH", "yIn Qul"),
)
"""Of each a code, a title, and a question that is like it."""


def a_document(title: str, **changes: Any) -> Document:
    """A resource whose id follows from its title, in English, elsewhere in the course."""
    known = {
        "kind": DocumentKind.RESOURCE,
        "course": COURSE,
        "section": FURTHER,
        "unit": ELSEWHERE,
        "languages": ("en",),
    }
    return Document(**{"id": changes.pop("id", None) or uuid5(SPACE, title), **known, "title": title, **changes})


def a_scope(**changes: Any) -> Scope:
    return replace(Scope(course=COURSE, section=SECTION, unit=HERE, languages=("en",)), **changes)


def ids(found: list[Found]) -> list[UUID]:
    return [one.id for one in found]


def told(search: ResourceSearch, *documents: Document) -> list[Document]:
    for document in documents:
        search.changed(document)
    return list(documents)


class SearchContract:
    """Behaviours of a search."""

    def test_what_is_like_a_question_comes_first(self, search: ResourceSearch) -> None:
        inverse, cells, loops = told(search, *(a_document(title) for title in (INVERSE, CELLS, LOOPS)))
        for question, document in (
            ("inverse of a matrix whose determinant is zero", inverse),
            ("mitochondria in cells", cells),
            ("the loop does not end", loops),
        ):
            assert ids(search.find(question, a_scope(), 3))[0] == document.id

    def test_nothing_is_found_where_nothing_is_known(self, search: ResourceSearch) -> None:
        assert search.find(INVERSE, a_scope(), 3) == []

    def test_a_question_that_says_nothing_finds_nothing(self, search: ResourceSearch) -> None:
        told(search, a_document(INVERSE), a_document(CELLS))
        assert [question for question in EMPTY if search.find(question, a_scope(), 3)] == []

    def test_no_more_is_found_than_was_wished(self, search: ResourceSearch) -> None:
        told(search, *(a_document(f"{INVERSE} {number}") for number in range(5)))
        assert [len(search.find(INVERSE, a_scope(), most)) for most in (0, 1, 3, 9)] == [0, 1, 3, 5]

    def test_of_equals_the_nearest_comes_first(self, search: ResourceSearch) -> None:
        far, section, unit = (
            a_document(INVERSE, id=uuid5(SPACE, place), section=of, unit=place)
            for place, of in ((ELSEWHERE, FURTHER), (NEXT_DOOR, SECTION), (HERE, SECTION))
        )
        told(search, section, unit, far, a_document(CELLS))
        found = search.find("determinant zero, no inverse", a_scope(), 3)
        assert ids(found) == [unit.id, section.id, far.id]
        assert [one.nearness for one in found] == [Nearness.UNIT, Nearness.SECTION, Nearness.COURSE]
        assert found[0].score > found[1].score > found[2].score > 0

    def test_what_is_far_more_like_comes_before_what_is_near(self, search: ResourceSearch) -> None:
        far = a_document(INVERSE)
        told(search, far, a_document("A matrix times a vector", section=SECTION, unit=HERE), a_document(CELLS))
        assert ids(search.find("inverse of a matrix with determinant zero", a_scope(), 3))[0] == far.id

    def test_a_place_that_is_not_known_is_near_nothing(self, search: ResourceSearch) -> None:
        told(search, a_document(INVERSE, section="", unit=""))
        (found,) = search.find(INVERSE, a_scope(section="", unit=""), 3)
        assert found.nearness is Nearness.COURSE

    def test_nothing_of_another_course_is_found(self, search: ResourceSearch) -> None:
        told(search, a_document(INVERSE, course=f"{COURSE}+other"))
        assert search.find(INVERSE, a_scope(), 3) == []

    def test_resources_and_open_calls_are_found_by_kind(self, search: ResourceSearch) -> None:
        resource = a_document(INVERSE)
        call = a_document(INVERSE, id=uuid5(SPACE, "call"), kind=DocumentKind.CALL)
        told(search, resource, call)
        both = search.find(INVERSE, a_scope(), 3)
        assert {one.id: one.kind for one in both} == {resource.id: resource.kind, call.id: call.kind}
        for document in (resource, call):
            assert ids(search.find(INVERSE, a_scope(kinds=(document.kind,)), 3)) == [document.id]
        assert search.find(INVERSE, a_scope(kinds=()), 3) == []

    def test_the_last_that_was_told_of_a_document_holds(self, search: ResourceSearch) -> None:
        before = a_document(INVERSE)
        after = replace(before, title=CELLS, kind=DocumentKind.CALL, section=SECTION, unit=HERE)
        told(search, before, before, after, a_document(LOOPS))
        assert before.id not in ids(search.find("determinant of a matrix", a_scope(), 3))
        found = search.find("mitochondria", a_scope(), 3)[0]
        assert (found.id, found.kind, found.nearness) == (before.id, DocumentKind.CALL, Nearness.UNIT)

    def test_a_document_can_move_to_another_course(self, search: ResourceSearch) -> None:
        before = a_document(INVERSE)
        told(search, before, replace(before, course="other"))
        assert search.find(INVERSE, a_scope(), 3) == []
        assert ids(search.find(INVERSE, a_scope(course="other"), 3)) == [before.id]

    def test_what_was_forgotten_is_not_found_and_can_come_back(self, search: ResourceSearch) -> None:
        inverse, cells = told(search, a_document(INVERSE), a_document(CELLS))
        for _ in range(2):
            search.forgotten(inverse.id)
        assert inverse.id not in ids(search.find(INVERSE, a_scope(), 3))
        assert ids(search.find(CELLS, a_scope(), 3))[0] == cells.id
        search.changed(inverse)
        assert ids(search.find(INVERSE, a_scope(), 3))[0] == inverse.id

    def test_answer_body_and_what_people_asked_lead_there(self, search: ResourceSearch) -> None:
        document = a_document(
            "Exercise 4",
            answer="The enzyme loses its shape above forty degrees.",
            body="See **denaturation** in chapter two.",
            questions=("why did my yeast die", "is it the heat"),
        )
        told(search, document, a_document(LOOPS), a_document(INVERSE))
        for question in ("exercise 4", "shape of an enzyme", "denaturation", "yeast died"):
            assert ids(search.find(question, a_scope(), 3))[0] == document.id

    def test_each_language_finds_its_own(self, search: ResourceSearch) -> None:
        told(search, *(a_document(title, languages=(language,)) for language, title, _ in LANGUAGES))
        for language, title, question in LANGUAGES:
            assert ids(search.find(question, a_scope(languages=(language,)), 1)) == [a_document(title).id], language

    def test_a_course_may_have_two_languages(self, search: ResourceSearch) -> None:
        both = ("en", "es")
        english, spanish = told(
            search,
            a_document("Solving quadratic equations", languages=both),
            a_document("Células y tejidos", languages=both),
        )
        scope = a_scope(languages=both)
        assert ids(search.find("how to solve an equation", scope, 1)) == [english.id]
        assert ids(search.find("que es una celula", scope, 1)) == [spanish.id]

    def test_any_text_can_be_taken_in_and_asked(self, search: ResourceSearch) -> None:
        told(search, *(a_document(text, id=uuid5(SPACE, str(n)), body=text) for n, text in enumerate(ODD)))
        for text in ODD:
            assert len(search.find(text, a_scope(), 3)) <= 3
        assert ids(search.find("fox", a_scope(), 1)) == [uuid5(SPACE, str(ODD.index(FOX)))]


class WordsContract(SearchContract):
    """And what a search by words can do that goes by no meaning."""

    def test_it_says_that_it_goes_by_words(self, search: ResourceSearch) -> None:
        assert search.semantic is False

    def test_common_words_find_nothing(self, search: ResourceSearch) -> None:
        told(search, a_document(INVERSE), a_document(CELLS), a_document("What is the derivative?"))
        for question in ("how are you", "what is the", "why does it not", "can I do that?"):
            assert search.find(question, a_scope(), 3) == []

    def test_what_is_rare_counts_more_than_what_many_have(self, search: ResourceSearch) -> None:
        told(search, *(a_document(f"Exercise {number} on the matrix") for number in range(20)))
        (rare,) = told(search, a_document("Exercise on the eigenvalue"))
        assert ids(search.find("eigenvalue matrix exercise", a_scope(), 1)) == [rare.id]

    def test_titles_count_more_than_answers_and_answers_more_than_bodies(self, search: ResourceSearch) -> None:
        padding = "Something else altogether."
        texts = [("enzyme", padding, padding), (padding, "enzyme", padding), (padding, padding, "enzyme")]
        title, answer, body = (
            a_document(title, id=uuid5(SPACE, str(number)), answer=answer, body=body)
            for number, (title, answer, body) in enumerate(texts)
        )
        told(search, body, answer, title, a_document(CELLS), a_document(LOOPS))
        assert ids(search.find("enzyme", a_scope(), 3)) == [title.id, answer.id, body.id]

    def test_of_equals_the_newest_comes_first(self, search: ResourceSearch) -> None:
        old, new = (a_document(INVERSE, id=uuid5(SPACE, name)) for name in ("old", "new"))
        told(search, old, new)
        assert ids(search.find(INVERSE, a_scope(), 2)) == [new.id, old.id]
