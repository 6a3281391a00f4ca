"""A routine as it is put together: what one does to it is what its file says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.core.exercise import Sides
from hipflow.core.plan import compile_plan
from hipflow.library.catalogue import Catalogue
from hipflow.library.draft import Draft, Place
from hipflow.library.passages import EditError
from hipflow.library.repertoire import Repertoire
from hipflow.places import data_root


@pytest.fixture(scope="module")
def known() -> Repertoire:
    return Catalogue(data_root(), data_root() / "nothing").exercises


def draft_of(known: Repertoire, steps: str) -> Draft:
    return Draft(f"version: 1\nname: Mine\nsteps:{steps}\n", None, known)


def ids(draft: Draft) -> list[str]:
    return [draft.entry(place).exercise.id for place in draft.places]


def test_it_begins_with_nothing_and_grows(known: Repertoire) -> None:
    draft = draft_of(known, " []")
    assert draft.is_empty
    assert draft.routine is None
    draft, first = draft.add("half-pigeon", None)
    draft, second = draft.add("leg-swings", first)
    draft, between = draft.add("frog-stretch", first)
    assert ids(draft) == ["half-pigeon", "frog-stretch", "leg-swings"]
    assert (first, second, between) == (Place(0, 0), Place(0, 1), Place(0, 1))
    assert draft.text == "version: 1\nname: Mine\nsteps:\n  - half-pigeon\n  - frog-stretch\n  - leg-swings\n"


def test_all_that_was_added_can_be_taken_out_again(known: Repertoire) -> None:
    draft = draft_of(known, "\n  - half-pigeon")
    assert draft.remove(Place(0, 0)).is_empty
    assert draft.remove(Place(0, 0)).add("half-pigeon", None)[0].text == draft.text


def test_seconds_are_set_within_what_the_reader_takes(known: Repertoire) -> None:
    draft = draft_of(known, "\n  - half-pigeon  # mine")
    assert draft.seconds(Place(0, 0)) == 30
    longer = draft.set_seconds(Place(0, 0), 35)
    assert longer.seconds(Place(0, 0)) == 35
    assert "  - exercise: half-pigeon  # mine\n    duration: 35\n" in longer.text
    assert longer.set_seconds(Place(0, 0), -5).seconds(Place(0, 0)) == 3


def test_an_exercise_in_parts_says_that_they_are_changed_in_the_file(known: Repertoire) -> None:
    draft = draft_of(known, "\n  - leg-swings")
    assert draft.seconds(Place(0, 0)) == 30
    with pytest.raises(EditError, match="worked in parts"):
        draft.set_seconds(Place(0, 0), 40)


def test_sides_are_set_where_the_exercise_allows_it(known: Repertoire) -> None:
    draft = draft_of(known, "\n  - single-leg-deadlift\n  - half-pigeon")
    each = draft.set_sides(Place(0, 0), Sides.EACH)
    assert each.entry(Place(0, 0)).sides is Sides.EACH
    with pytest.raises(EditError, match="only be done in one way"):
        draft.set_sides(Place(0, 1), Sides.BOTH)


def test_rounds_and_name_are_set_where_they_are_usually_written(known: Repertoire) -> None:
    draft = draft_of(known, "\n  - half-pigeon").set_rounds(0, 2).set_name("Later: hips")
    assert draft.routine is not None
    assert draft.sections[0].rounds == 2
    assert draft.title == draft.routine.name == "Later: hips"
    assert draft.text == 'version: 1\nname: "Later: hips"\nsteps:\n  - half-pigeon\nrounds: 2\n'


def test_an_exercise_moves_across_sections(known: Repertoire) -> None:
    text = (data_root() / "routines" / "full-session.yaml").read_text(encoding="utf-8")
    draft = Draft(text, None, known)
    moved, place = draft.move(Place(0, 3), 1)
    assert place == Place(1, 0)
    assert ids(moved) == ids(draft)
    back, place = moved.move(place, -1)
    assert (back.text, place) == (text, Place(0, 3))
    with pytest.raises(EditError, match="the first"):
        draft.move(Place(0, 0), -1)


def test_a_change_that_the_reader_would_refuse_is_refused(known: Repertoire) -> None:
    with pytest.raises(EditError, match="no exercise"):
        draft_of(known, "\n  - half-pigeon").add("nonsense", None)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_done_the_file_says_what_is_shown(known: Repertoire, data: st.DataObject) -> None:
    presets = sorted((data_root() / "routines").glob("*.yaml"))
    path = data.draw(st.sampled_from(presets))
    draft = Draft(path.read_text(encoding="utf-8"), path, known)
    refused: list[str] = []
    for _ in range(data.draw(st.integers(1, 8))):
        before, place = draft, data.draw(st.sampled_from(draft.places))
        try:
            match data.draw(st.sampled_from(["add", "remove", "up", "down", "seconds", "rounds"])):
                case "add":
                    draft, at = draft.add(data.draw(st.sampled_from(sorted(known.built_in))), place)
                    assert len(draft.places) == len(before.places) + 1
                    assert at in draft.places
                case "remove" if len(draft.places) > 1:
                    draft = draft.remove(place)
                    assert len(draft.places) == len(before.places) - 1
                case "up":
                    draft, at = draft.move(place, -1)
                    assert draft.entry(at) == before.entry(place)
                case "down":
                    draft, at = draft.move(place, 1)
                    assert draft.entry(at) == before.entry(place)
                case "seconds":
                    draft = draft.set_seconds(place, 47)
                    assert draft.seconds(place) == 47
                case "rounds":
                    draft = draft.set_rounds(place.section, 2)
                    assert draft.sections[place.section].rounds == 2
        except EditError as error:
            refused.append(str(error))
        assert draft.routine is not None
        assert compile_plan(draft.routine).seconds > 0
    assert all(words.startswith(("It is the ", "Leg swings is", "IT band foam roll is")) for words in refused)


@pytest.mark.parametrize(
    ("step", "seconds", "written"),
    [
        ("{exercise: sumo-squat, reps: 10}", 45, 11),
        ("{exercise: sumo-squat, reps: 10}", 55, 14),
        ("{exercise: sumo-squat, reps: 10}", 35, 9),
        ("{exercise: sumo-squat, reps: 10, tempo: 1.5}", 20, 14),
        ("{exercise: sumo-squat, reps: 150}", 605, 150),
        ("{exercise: sumo-squat, reps: 1}", 1, 1),
    ],
)
def test_what_is_counted_gets_more_or_fewer_repetitions(
    step: str, seconds: int, written: int, known: Repertoire
) -> None:
    draft = draft_of(known, f"\n  - {step}").set_seconds(Place(0, 0), seconds)

    assert draft.entry(Place(0, 0)).reps == written
    assert draft.reading.problems == ()


def test_what_is_counted_is_as_long_as_its_repetitions(known: Repertoire) -> None:
    draft = draft_of(known, "\n  - {exercise: sumo-squat, reps: 12}\n  - {exercise: leg-swings, reps: 10}")

    assert [draft.seconds(place) for place in draft.places] == [48, 30]
