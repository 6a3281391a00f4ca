"""The tables of what is remembered, as they came to be: one entry a version, never changed once it was released."""

APPLICATION_ID = 0x48495046
"""Marks a file as hipflow's: "HIPF"."""

Statements = tuple[str, ...]

MIGRATIONS: tuple[Statements, ...] = (
    (
        # The same routine is done again and again: its plan is stored once.
        """CREATE TABLE plans (
            id INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            plan TEXT NOT NULL
        ) {strict}""",
        """CREATE TABLE sessions (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            plan INTEGER NOT NULL REFERENCES plans (id),
            routine TEXT NOT NULL,
            name TEXT NOT NULL,
            started_at TEXT NOT NULL,
            ended_at TEXT NOT NULL,
            utc_offset INTEGER NOT NULL,
            day TEXT NOT NULL,
            ending TEXT NOT NULL CHECK (ending IN ('finished', 'stopped', 'unfinished')),
            planned REAL NOT NULL,
            elapsed REAL NOT NULL,
            worked REAL NOT NULL,
            led_in REAL NOT NULL,
            paused REAL NOT NULL,
            pauses INTEGER NOT NULL,
            first_side TEXT CHECK (first_side IN ('left', 'right')),
            version TEXT NOT NULL
        ) {strict}""",
        "CREATE INDEX sessions_by_time ON sessions (started_at)",
        "CREATE INDEX sessions_by_day ON sessions (day, ending, worked)",
        "CREATE INDEX sessions_by_routine ON sessions (routine, started_at, utc_offset)",
        "CREATE INDEX sessions_by_plan ON sessions (plan)",
        """CREATE TABLE steps (
            session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            name TEXT NOT NULL,
            side TEXT CHECK (side IN ('left', 'right')),
            phase TEXT NOT NULL,
            planned REAL NOT NULL,
            wanted REAL NOT NULL,
            held REAL NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('done', 'cut', 'skipped')),
            attempts INTEGER NOT NULL,
            PRIMARY KEY (session, step)
        ) {strict}, WITHOUT ROWID""",
        """CREATE TABLE changes (
            session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            kind TEXT NOT NULL,
            exercise TEXT NOT NULL,
            planned REAL NOT NULL,
            added REAL NOT NULL,
            PRIMARY KEY (session, step)
        ) {strict}, WITHOUT ROWID""",
        """CREATE TABLE exercises (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            muscles TEXT NOT NULL
        ) {strict}""",
        """CREATE TABLE live (
            key TEXT PRIMARY KEY,
            plan INTEGER NOT NULL REFERENCES plans (id),
            started_at TEXT NOT NULL,
            utc_offset INTEGER NOT NULL,
            version TEXT NOT NULL,
            owner TEXT NOT NULL,
            heard_at TEXT NOT NULL,
            heard REAL NOT NULL,
            step INTEGER NOT NULL,
            seconds_left REAL NOT NULL,
            length REAL NOT NULL,
            is_still INTEGER NOT NULL
        ) {strict}""",
        """CREATE TABLE live_events (
            key TEXT NOT NULL REFERENCES live (key) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            event TEXT NOT NULL,
            PRIMARY KEY (key, number)
        ) {strict}, WITHOUT ROWID""",
    ),
)
"""What makes each version of the tables out of the one before; the first makes it out of nothing."""
