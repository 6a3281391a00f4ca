"""The picker: which routine today. The selected row of the list runs as a bar of light into the poster beside it."""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size as Extent
from textual.message import Message
from textual.widgets import Input, Static

from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, compile_plan
from hipflow.tui.cards import Card, Library, search_cards
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.lettering.words import Size
from hipflow.tui.parts import Parts
from hipflow.tui.past_words import dots_words, week_words
from hipflow.tui.phrases import count_words, kit_words, length_parts, printable, shorten, wrap_words
from hipflow.tui.screens.page import Page, is_slim
from hipflow.tui.widgets.block_words import BlockWords, draw_words
from hipflow.tui.widgets.exercise_list import ExerciseList
from hipflow.tui.widgets.key_line import Key
from hipflow.tui.widgets.leaning_edge import LeaningEdge
from hipflow.tui.widgets.routine_figure import RoutineFigure
from hipflow.tui.widgets.routine_list import RoutineList

if TYPE_CHECKING:
    from hipflow.tui.memories import Today
    from hipflow.tui.shelf import Shelf

PLACE = re.compile(r"(?:.*[/\\])?(?P<file>[^/\\]+?):(?P<line>\d+):\d+: ")
"""Where a problem is, at its beginning; the folder would only break in the middle of a word."""
UNITS = {"min": "minutes", "sec": "seconds"}
START, SEARCH = Key("Enter", "start", "start"), Key("/", "search", "search")
HISTORY = Key("h", "history", "history")
HELP, QUIT = Key("?", "help", "app.help"), Key("q", "quit", "app.quit")
MOVEMENTS = Key("e", "movements", "browse")
READ_AGAIN = Key("r", "read again", "read_again")
CHOOSE, SHOW_ALL = Key("↑↓", "choose", "move(1)"), Key("Esc", "show all", "leave_search")
QUESTIONS = ("What do your hips need today?", "What do your hips need?", "Which one today?")
"""The same in less and less room."""
MASTHEAD_COLUMNS = 9
"""Of the name where it is not in block letters, with what separates it from the question."""
FACTS_COLUMNS = 14
"""Columns beside the minutes from which there is room for more than their unit."""
TEXT_COLUMNS = 72
"""Of a text that is easily read; the stylesheet says the same."""
ROWS_FOR_BOTH = 38
"""Rows from which there is room for what a routine is for, and for a figure below it."""
NO_ROUTINES = "A routine is a small YAML file. Put one into your routines folder, then press r."
MEND_FIRST = "This file has to be mended first; then r reads it again."


@dataclass(frozen=True, slots=True)
class Places:
    """What the room allows: the columns of the list, the sizes of the letters."""

    list_columns: int
    list_margin: int
    masthead: tuple[Size, ...]
    name: tuple[Size, ...]
    minutes: tuple[Size, ...]

    @classmethod
    def for_window(cls, width: int, height: int) -> "Places":
        """The places in a window of this size, in columns and rows."""
        if width < 60 or height < 20:
            return cls(width, 2, (), (), ())
        if is_slim(Extent(width, height)):
            rows = 5 if width >= 74 else 3
            return cls(41 if width >= 74 else 31, 2, (), (), ((rows, Weight.BOLD), (3, Weight.LIGHT)))
        large = ((5, Weight.BOLD), (4, Weight.BOLD)) if width >= 150 and height >= 40 else ()
        huge = ((7, Weight.BOLD), *large) if width >= 180 and height >= 50 else large
        name = (*huge, (3, Weight.BOLD), (3, Weight.LIGHT))
        minutes = 9 if huge != large else 7 if large else 5
        return cls(
            min(round(width * 0.45), 66),
            4,
            (*large[:1], (3, Weight.BOLD)),
            name,
            ((minutes, Weight.BOLD), (3, Weight.LIGHT)),
        )


class PickerScreen(Page[None]):
    """Lists the routines and shows the selected one; the first frame is there before the library is read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,full_stop,b,f5,media_play_pause", "start", "Start the routine", show=False),
        Binding("slash,ctrl+f", "search", "Search the routines", show=False),
        Binding("s", "swap_sides", "Begin with the other side", show=False),
        Binding("h", "history", "What you did", show=False),
        Binding("comma", "settings", "Settings", show=False),
        Binding("e", "browse", "Look at the movements", show=False),
        Binding("r,ctrl+r", "read_again", "Read the routine files again", show=False),
        Binding("q,ctrl+c", "app.quit", "Quit", show=False),
        Binding("escape", "leave_search", "Show all routines", show=False),
        Binding("down,j,pagedown,right,media_track_next", "move(1)", show=False),
        Binding("up,k,pageup,left,media_track_previous", "move(-1)", show=False),
        Binding("ctrl+pagedown,ctrl+d", "turn_page(1)", show=False),
        Binding("ctrl+pageup,ctrl+u", "turn_page(-1)", show=False),
        Binding("right_square_bracket", "move_group(1)", show=False),
        Binding("left_square_bracket", "move_group(-1)", show=False),
        Binding("home,g", "move_to_end(-1)", show=False),
        Binding("end,G", "move_to_end(1)", show=False),
        Binding("shift+down,ctrl+down", "scroll_exercises(1)", show=False),
        Binding("shift+up,ctrl+up", "scroll_exercises(-1)", show=False),
    ]

    @dataclass
    class Started(Message):
        """A plan is to be run."""

        plan: Plan

    def __init__(self, parts: Parts) -> None:
        """A picker of the routines that `parts` reads."""
        super().__init__()
        self.parts = parts
        self.library: Library | None = None
        """None until it has been read."""
        self.question_columns = 0
        self.shelf: Shelf | None = None
        """The same as it stands today."""
        self.is_touched = False
        """Has a key been pressed?"""
        self.is_swapped = False
        """Is the other side to go first, rather than the routine's own?"""

    def compose_page(self) -> ComposeResult:
        """The list, the leaning edge, the poster."""
        with Horizontal(id="spread"):
            with Vertical(id="choices"):
                with Container(id="head"):
                    yield BlockWords("HIPFLOW", max_lines=1, id="masthead")
                    yield Static(QUESTIONS[0], id="question", markup=False)
                    with Horizontal(id="searching"):
                        yield SearchField(id="search")
                        yield Static("", id="found", markup=False)
                yield RoutineList(id="routines")
            yield LeaningEdge(id="edge")
            with Vertical(id="poster"):
                yield BlockWords(id="name")
                with Vertical(id="routine"):
                    with Horizontal(id="length"):
                        yield BlockWords(max_lines=1, id="minutes")
                        yield Static("", id="facts", markup=False)
                    yield Static("", id="description", markup=False)
                    yield RoutineFigure(self.parts.figures, id="figure-room")
                    yield ExerciseList(id="exercises")
                yield Static("", id="problems", markup=False)

    def on_mount(self) -> None:
        """Read the library once the first frame is there."""
        self.watch(self.routines, "scroll_y", self.light_edge, init=False)
        self.show_keys()
        self.call_after_refresh(self.read_library)

    def on_screen_suspend(self) -> None:
        """Let the figure stand still while another screen is on top."""
        self.query_one(RoutineFigure).stand()

    def on_screen_resume(self) -> None:
        """Let the figure go on, and see what is new since then."""
        if self.library is not None:
            self.look_back_again()
        self.query_one(RoutineFigure).go_on()

    @property
    def routines(self) -> RoutineList:
        """The list."""
        return self.query_one(RoutineList)

    @property
    def search_field(self) -> "SearchField":
        """Where one types what to look for."""
        return self.query_one(SearchField)

    @property
    def card(self) -> Card | None:
        """The selected card."""
        return self.routines.selected

    @property
    def plan(self) -> Plan | None:
        """The plan of the selected card as it would be started now."""
        card = self.card
        if card is None or card.routine is None:
            return None
        return compile_plan(card.routine, first_side=self.first_side(card))

    def first_side(self, card: Card) -> Side:
        """The side that the exercises of a card begin with."""
        own = card.routine.first_side if card.routine else Side.LEFT
        return own.other if self.is_swapped else own

    @work(thread=True, exclusive=True, exit_on_error=False)
    def read_library(self) -> None:
        """Read all routines in a thread, then show them."""
        from hipflow.tui.shelf import mark_cards

        today = self.look_back()
        try:
            shelf = mark_cards(self.parts.read_library(), today)
        except Exception as error:
            self.app.call_from_thread(self.show_library, Library())
            self.app.call_from_thread(self.say, f"The routines cannot be read: {printable(str(error))}")
        else:
            self.app.call_from_thread(self.show_shelf, shelf)

    def look_back(self) -> "Today | None":
        """What is remembered; nothing where it cannot be read, for one can train all the same."""
        with suppress(Exception):
            return self.parts.memories.read_today()
        return None

    @work(thread=True, exclusive=True, exit_on_error=False, group="looking back")
    def look_back_again(self) -> None:
        """Bring up to date what is remembered."""
        from hipflow.tui.shelf import mark_cards

        library = self.library
        if library is not None:
            self.app.call_from_thread(self.show_shelf, mark_cards(library, self.look_back()))

    def show_shelf(self, shelf: "Shelf") -> None:
        """Show the library as it stands today, the suggestion selected if nobody has touched anything yet."""
        self.shelf = shelf
        suggestion = shelf.suggestion
        if suggestion is not None and self.library is None and not self.is_touched:
            self.show_library(shelf.library, suggestion.routine)
        else:
            self.show_library(shelf.library)
        self.show_question()

    def on_key(self) -> None:
        """From now on the bar moves by the person's hand alone."""
        self.is_touched = True

    def show_library(self, library: Library, wanted: str = "") -> None:
        """Show the cards of a library, with the same one selected as before, or the wanted, or the last choice."""
        wanted = self.card.id if self.card else wanted or self.parts.last_choice
        self.library = library
        self.routines.measure_names(library.cards)
        self.show_cards(wanted)

    def show_cards(self, wanted: str = "") -> None:
        """Show the cards that the search leaves."""
        if self.library is None:
            return
        query = self.search_field.value.strip()
        found = search_cards(self.library.cards, query)
        self.routines.empty_words = f"Nothing has “{printable(query)}” in it." if query else "No routines here yet."
        self.query_one("#found", Static).update(f"{len(found):,} found" if query else "")
        if query and not wanted:
            named = (card for card in found if query.casefold() in card.name.casefold())
            wanted = next((card.id for card in named), "")
        with self.app.batch_update():
            self.routines.show_cards(found, wanted)
            self.show_card()

    @on(RoutineList.Selected)
    def show_selected(self) -> None:
        """Show the card that is selected now."""
        self.key_line.message = ""
        self.show_card()
        if self.has_class("-tiny"):
            self.show_question()

    def show_card(self) -> None:
        """Show the selected card on the poster, and light the edge beside its row."""
        card, plan = self.card, self.plan
        self.set_class(card.is_broken if card else self.library is not None, "-off")
        with self.app.batch_update():
            self.query_one("#name", BlockWords).words = card.name if card else ""
            self.query_one("#problems", Static).update(self.tell_problems(card))
            self.query_one(ExerciseList).show_plan(plan)
            self.query_one(RoutineFigure).show_plan(plan)
            self.show_length(card, plan)
            self.fit_exercises()
            self.light_edge()
            self.show_keys()

    def tell_problems(self, card: Card | None) -> str:
        """Why there is nothing to start; empty when there is."""
        if card is None:
            return NO_ROUTINES if self.library is not None and not self.library.cards else ""
        places = [PLACE.match(problem) for problem in card.problems]
        file = next((place["file"] for place in places if place), "")
        told = (
            f"Line {place['line']}: {problem[place.end() :]}" if place else problem
            for place, problem in zip(places, card.problems, strict=True)
        )
        return "\n\n".join((*([f"In {file}"] if file else []), *told))

    def show_length(self, card: Card | None, plan: Plan | None) -> None:
        """Show how long the routine is, what it takes, and what it is for."""
        number, unit = length_parts(plan.seconds) if plan else ("", "")
        minutes, facts = self.query_one("#minutes", BlockWords), self.query_one("#facts", Static)
        description = self.query_one("#description", Static)
        minutes.words = number
        if card is None or card.routine is None or plan is None:
            facts.update("")
            description.update("")
            return
        rows = minutes.sizes[0][0] if minutes.sizes else 1
        room = self.poster_columns - minutes.get_content_width(self.query_one("#poster").content_size, self.size) - 2
        kit = kit_words(card.routine.equipment)
        fetch = f"Fetch {kit}" if kit else "Nothing to fetch"
        exercises = count_words(len({step.exercise_index for step in plan.work if step.round == 1}), "exercise")
        side = self.first_side(card).value.capitalize()
        first = (f"{side} side first" if room > FACTS_COLUMNS + 1 else f"{side} first",) if card.is_sided else ()
        done = (f"Last done {card.last_done}",) if card.last_done else ()
        done = tuple(text for text in (*done, card.last_done.capitalize()) if text and len(text) <= room)[:1]
        lines = [exercises.capitalize(), *done, *first, *wrap_words(fetch, room)] if room >= FACTS_COLUMNS else []
        lines = lines[-(rows - 1) :]
        blank = "\n" * max(0, rows - 1 - len(lines))
        facts.update(Content.assemble(blank + "".join(f"{line}\n" for line in lines), (UNITS[unit], "bold")))
        told = printable(card.routine.description) if room >= FACTS_COLUMNS else fetch
        why = printable(self.why)
        description.update(why or told)
        rows = ROWS_FOR_BOTH if self.parts.figures.find_clips else 30
        description.display = bool(why) or room < FACTS_COLUMNS or self.size.height >= rows

    @property
    def poster_columns(self) -> int:
        """The columns between the margins of the poster."""
        return self.query_one("#poster").content_size.width

    def fit_exercises(self) -> None:
        """Give the exercises the rows that they need, as far as the poster has them; the figure has the rest."""
        poster = self.query_one("#poster").content_size
        exercises, description = self.query_one(ExerciseList), self.query_one("#description", Static)
        name, minutes = self.query_one("#name", BlockWords), self.query_one("#minutes", BlockWords)
        # Asked of the words, for the widgets have not been laid out with them yet.
        above = [
            *draw_words(name.words, name.sizes, poster.width, name.max_lines),
            "",
            *(draw_words(minutes.words, minutes.sizes, poster.width, 1) or ("",)),
            "",
        ]
        if description.display:
            above += ["", *wrap_words(str(description.content), min(poster.width, TEXT_COLUMNS))]
        exercises.styles.height = max(0, min(len(exercises.items), poster.height - len(above)))

    def light_edge(self) -> None:
        """Let the bar of the selected row run on through the edge."""
        edge, routines = self.query_one(LeaningEdge), self.routines
        y = routines.selected_y
        edge.lit_row = None if y is None else routines.region.y - edge.region.y + y

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        card = self.card
        if self.search_field.has_focus:
            self.key_line.keys = (START, CHOOSE, SHOW_ALL) if card else (SHOW_ALL,)
        elif card is None:
            self.key_line.keys = (
                (SEARCH, QUIT, HELP) if self.library and self.library.cards else (READ_AGAIN, QUIT, HELP)
            )
        elif card.is_broken:
            self.key_line.keys = (READ_AGAIN, SEARCH, QUIT, HELP)
        else:
            side = Key("s", f"{self.first_side(card).other.value} side first", "swap_sides")
            movements = (MOVEMENTS,) if self.parts.list_exercises else ()
            self.key_line.keys = (START, SEARCH, *((side,) if card.is_sided else ()), HISTORY, *movements, QUIT, HELP)

    def say(self, message: str) -> None:
        """Say something in place of the keys, until something else is selected."""
        self.key_line.message = message

    def lay_out(self, window: Extent) -> None:
        """Choose the sizes of list and letters for this window."""
        width, height = window
        places = Places.for_window(width, height)
        self.query_one("#choices").styles.width = places.list_columns
        self.routines.margin = places.list_margin
        self.query_one("#masthead", BlockWords).sizes = places.masthead
        self.question_columns = places.list_columns - places.list_margin - (0 if places.masthead else MASTHEAD_COLUMNS)
        self.show_question()
        self.query_one("#name", BlockWords).sizes = places.name
        self.query_one("#minutes", BlockWords).sizes = places.minutes
        self.call_after_refresh(self.show_card)

    def show_question(self) -> None:
        """Show the question, and this week against its goal; where there is no poster, why something might suit."""
        room, today = self.question_columns, self.shelf.today if self.shelf else None
        dots = dots_words(today.sessions_this_week, today.goal) if today else ""
        asked = room - (cell_len(dots) + 2 if dots else 0)
        question = next((question for question in QUESTIONS if len(question) <= asked), "")
        if self.has_class("-tiny") and (why := self.why):
            question = shorten(why, asked)
        if not dots:
            self.query_one("#question", Static).update(question or QUESTIONS[-1])
            return
        more = f" {week_words(today.sessions_this_week, today.goal)}" if today else ""
        told = f"{question}   {dots}"
        is_roomy = cell_len(told + more) <= room
        self.query_one("#question", Static).update(
            Content.assemble(f"{question}   " if question else "", (dots, "bold"), more if is_roomy else "")
        )

    @property
    def why(self) -> str:
        """Why the selected card might suit now; empty where it is not suggested."""
        suggestion = self.shelf.suggestion if self.shelf else None
        return suggestion.why if suggestion and self.card and self.card.id == suggestion.routine else ""

    def action_history(self) -> None:
        """Show what was done."""
        from hipflow.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.parts.memories))

    def action_settings(self) -> None:
        """Show what can be set."""
        if self.parts.settings is None:
            self.say("There is nothing to set here.")
            return
        from hipflow.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.parts.settings))

    def action_start(self) -> None:
        """Start the selected routine, or say why it cannot be."""
        plan = self.plan
        if plan is not None:
            self.post_message(self.Started(plan))
        elif self.card is not None:
            self.say(MEND_FIRST)

    @on(RoutineList.Chosen)
    @on(Input.Submitted)
    def start_chosen(self) -> None:
        """Start what was double-clicked, or what is selected when Enter ends a search."""
        self.action_start()

    def action_swap_sides(self) -> None:
        """Let the other side go first."""
        if self.card is not None and self.card.is_sided:
            self.is_swapped = not self.is_swapped
            self.show_card()

    def action_search(self) -> None:
        """Type what to look for, in place of the question."""
        self.add_class("-searching")
        self.search_field.focus()
        self.show_keys()

    def action_leave_search(self) -> None:
        """Show all routines again; the selected one stays selected."""
        wanted = self.card.id if self.card else ""
        self.remove_class("-searching")
        self.set_focus(None)
        self.search_field.value = ""
        self.show_cards(wanted)

    @on(Input.Changed)
    def find_cards(self) -> None:
        """Show what has the typed words in it."""
        if self.search_field.has_focus:
            self.show_cards()

    def action_browse(self) -> None:
        """Look at the movements there are, that of the figure first."""
        if self.parts.list_exercises is None:
            return
        from hipflow.tui.screens.exercises import ExercisesScreen

        wanted = self.query_one(RoutineFigure).shown_id
        self.app.push_screen(ExercisesScreen(self.parts.list_exercises(), self.parts.figures, wanted=wanted))

    def action_read_again(self) -> None:
        """Read the routine files again."""
        self.say("")
        self.read_library()

    def action_move(self, by: int) -> None:
        """Select the next card, or the one before."""
        self.routines.move(by)

    def action_turn_page(self, by: int) -> None:
        """Select a card one page on."""
        self.routines.turn_page(by)

    def action_move_group(self, by: int) -> None:
        """Select the first card of another group."""
        self.routines.move_group(by)

    def action_move_to_end(self, end: int) -> None:
        """Select the first card, or the last."""
        self.routines.move_to_end(end)

    def action_scroll_exercises(self, by: int) -> None:
        """Show exercises that did not fit."""
        self.query_one(ExerciseList).scroll_relative(y=by, animate=False)


class SearchField(Input, inherit_bindings=True):
    """Takes the place of the question while one searches; what moves the bar still moves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "app.quit", show=False)]

    def __init__(self, *, id: str) -> None:
        """An empty field."""
        super().__init__(placeholder="Type a name, a thing, a movement", compact=True, select_on_focus=False, id=id)
