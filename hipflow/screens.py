"""The screens and what they are given: the library as cards, sessions that can be heard, and what is remembered."""

from contextlib import suppress

from hipflow.core.plan import Plan
from hipflow.library.catalogue import Source, load_catalogue
from hipflow.opening import Recall, Wishes, open_engine, open_sound
from hipflow.tui.app import HipflowApp
from hipflow.tui.cards import Library, make_broken_card, make_card
from hipflow.tui.parts import LiveSession, Parts


def show_screens(plan: Plan | None, wishes: Wishes) -> int:
    """Show the picker, or go straight to a plan; the exit code."""
    recall = Recall()

    def ring() -> None:
        # The bell is rung from the speaker's thread, which may outlive the app.
        with suppress(RuntimeError):
            app.call_from_thread(app.bell)

    def open_session(chosen: Plan) -> LiveSession:
        if plan is None:
            recall.keep(last_routine=chosen.routine_id)
        engine = open_engine(chosen, wishes)
        return LiveSession(engine, open_sound(engine, wishes, recall, ring=ring))

    app = HipflowApp(
        Parts(
            read_library=read_library,
            open_session=open_session,
            first_plan=plan,
            last_choice=recall.memory.last_routine,
            is_notice_due=not recall.memory.notice_seen,
            note_notice_seen=lambda: recall.keep(notice_seen=True),
            theme=recall.memory.theme,
            note_theme=lambda name: recall.keep(theme=name),
        )
    )
    app.run()
    return app.return_code or 0


def read_library() -> Library:
    """All the routines as the picker shows them."""
    cards = []
    for listing in load_catalogue().routines:
        is_mine = listing.source is Source.USER
        if routine := listing.reading.value:
            cards.append(make_card(routine, is_mine=is_mine))
        else:
            cards.append(make_broken_card(listing.id, map(str, listing.reading.errors), is_mine=is_mine))
    return Library(tuple(cards))
