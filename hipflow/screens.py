"""The screens and what they are given: the library as cards, sessions that can be heard, and what is remembered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from hipflow.browsing import Stock
from hipflow.building import make_building
from hipflow.opening import Recall, Wishes, find_config, open_engine
from hipflow.places import config_folder, has_past, past_file
from hipflow.settings.config import change_setting, read_config
from hipflow.store.left_open import may_be_left_open
from hipflow.tui.app import HipflowApp
from hipflow.tui.parts import FigureParts, LiveSession, Memories, Parts, SettingsParts
from hipflow.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    # The library is read, and the past is opened, once the screens are there.
    from hipflow.core.plan import Plan
    from hipflow.core.record import Record
    from hipflow.engine import Engine
    from hipflow.keeping import Keeper
    from hipflow.library.figures import Figures
    from hipflow.recollection import Recollection
    from hipflow.settings.reading import ReadSettings
    from hipflow.settings.values import Value
    from hipflow.store.journal import Journal
    from hipflow.tui.memories import Offer


def show_screens(
    plan: Plan | None,
    wishes: Wishes,
    keeper: Keeper | None = None,
    plan_anew: Callable[[], Plan] | None = None,
    *,
    edit_file: Callable[[str], str],
) -> int:
    """Show the picker, or go straight to a plan; the exit code.

    Args:
        plan: What to go straight to; None: the person picks.
        wishes: How sessions are to be run, until the settings are changed.
        keeper: Keeps them; None: one that is made when it is needed.
        plan_anew: Makes that plan once more at the moment it is started, where it has to end at a time of day.
        edit_file: Opens the file of a routine, by its id, in the person's editor, and gives the id of what was opened.
    """
    recall = Recall()
    stock = Stock()
    is_kept = wishes.speed == 1

    def ring() -> None:
        # The bell is rung from the speaker's thread, which may outlive the app.
        with suppress(RuntimeError):
            app.call_from_thread(app.bell)

    def open_session(chosen: Plan) -> LiveSession:
        from hipflow.tui.fair_sides import FAIR_SIDES

        if plan is None and chosen.routine_id != FAIR_SIDES:
            recall.keep(last_routine=chosen.routine_id)
        if plan_anew is not None and chosen is plan:
            from hipflow.fitting import CannotFitError

            # Whoever read the notice for long may be too late for it: then as it was when it was asked for.
            with suppress(CannotFitError):
                chosen = plan_anew()
        engine = open_engine(chosen, wishes)
        # A session at another speed than that of the clock on the wall is a preview: it is not kept.
        return show_session(engine, recollection().keeper.begin_journal(engine) if is_kept else None)

    def show_session(engine: Engine, journal: Journal | None) -> LiveSession:
        from hipflow.awake import AwakeDisplay, find_hold
        from hipflow.hearing import open_sound

        display = AwakeDisplay(find_hold())
        engine.listen(display)
        sound = open_sound(engine, wishes, recall, ring=ring)
        if journal is not None:
            sound.before_close.append(journal.close)
        settings = wishes.settings
        drawn = replace(figures, glyphs=settings.glyphs, is_still=settings.reduced_motion)
        return LiveSession(
            engine,
            sound,
            drawn,
            hint=lambda: display.hint,
            loss=lambda: journal.problem if journal is not None else "",
        )

    def check_sound(say: Callable[[str], bool]) -> None:
        from hipflow.hearing import check_sound

        check_sound(wishes.settings, say)

    figures = FigureParts(
        find_clips=lambda exercise: _load_figures().find_clips(exercise.id, exercise.variant_of),
        is_own=stock.is_own,
        glyphs=wishes.settings.glyphs,
        is_still=wishes.settings.reduced_motion,
    )
    config = find_config()

    def read() -> ReadSettings:
        """Read the settings anew; from now on sessions are run by them."""
        nonlocal wishes
        held = recall.read_settings(wishes.options)
        wishes = replace(wishes, settings=held.settings)
        return held

    def change(key: str, value: Value) -> ReadSettings:
        write_whole(config, change_setting(read_config(config), key, value))
        return read()

    @cache
    def make_recollection() -> Recollection:
        # 25 ms of imports, the store among them, that the first frame of the picker does not need.
        from hipflow.keeping import Keeper
        from hipflow.recollection import Recollection

        return Recollection(keeper or Keeper(), goal=lambda: wishes.settings.weekly_goal, show=show_session)

    def begin_learning(routine: str) -> Callable[[Record], Offer | None]:
        from hipflow.learning import Learning, SettingsWays
        from hipflow.library.catalogue import load_catalogue
        from hipflow.library.workshop import Workshop

        learning = Learning(
            Workshop(load_catalogue, config_folder()),
            SettingsWays(read, change, config),
            note_copy=lambda id: recall.keep(last_routine=id),
        )
        return learning.begin(recollection().keeper.database, routine)

    making = Lock()

    def recollection() -> Recollection:
        with making:
            return make_recollection()

    def is_left_open() -> bool:
        # Nearly always there is none, and to know that must not delay the first frame.
        return has_past() and may_be_left_open(past_file())

    memories = Memories(
        find_unfinished=lambda: recollection().find_unfinished() if is_left_open() else None,
        resume=lambda card: recollection().resume(card),
        forget=lambda card: recollection().forget(card),
        read_today=lambda: recollection().read_today(),
        read_history=lambda: recollection().read_history(),
        read_record=lambda number: recollection().read_record(number),
        read_last_time=lambda routine: recollection().read_last_time(routine),
        begin_learning=begin_learning,
    )
    app = HipflowApp(
        Parts(
            read_library=lambda: stock.read(wishes.settings.prep),
            recall_library=lambda: stock.recall(wishes.settings.prep),
            look_again=lambda tell: stock.look_again(tell, wishes.settings.prep),
            read_routine=stock.read_routine,
            open_session=open_session,
            first_plan=plan,
            last_choice=recall.memory.last_routine,
            is_notice_due=not recall.memory.notice_seen,
            check_sound=check_sound,
            settings_now=lambda: wishes.settings,
            building=make_building(stock.list_exercises, edit_file),
            settings=SettingsParts(read=read, change=change, file=str(config)),
            figures=figures,
            list_exercises=stock.list_exercises,
            read_time=read_time,
            memories=memories if is_kept else Memories(),
            note_notice_seen=lambda: recall.keep(notice_seen=True),
            taskbar=wishes.settings.taskbar,
            theme=wishes.settings.theme,
            note_theme=lambda name: recall.keep(theme=name),
        )
    )
    if wishes.settings.reduced_motion:
        app.animation_level = "none"
    app.run()
    if make_recollection.cache_info().currsize:
        recollection().keeper.close()
    return app.return_code or 0


def read_time() -> datetime:
    """The time of day."""
    from hipflow.engine import read_local_time

    return read_local_time()


@cache
def _load_figures() -> Figures:
    from hipflow.library.figures import load_figures

    return load_figures()
