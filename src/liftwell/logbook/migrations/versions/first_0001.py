"""The first schema: athletes, answers, workouts and sets, the diary, outcomes, prescriptions, clips, changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _athlete()
    _answers()
    _change()
    _check_in()
    _clip()
    _import_batch()
    _morning()
    _other_work()
    _outcome()
    _override()
    _prescription()
    _sign()
    _start()
    _workout()
    _done()
    _workout_set()


def _athlete() -> None:
    op.create_table(
        "athlete",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_athlete")),
        sa.UniqueConstraint("name", name=op.f("uq_athlete_name")),
    )


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_answers_athlete_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("athlete_id", "number", name=op.f("uq_answers_athlete_id")),
    )
    op.create_index(op.f("ix_answers_athlete_id"), "answers", ["athlete_id"], unique=False)


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_change_athlete_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_athlete_id"), "change", ["athlete_id"], unique=False)


def _check_in() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("now", sa.Integer(), nullable=True),
        sa.Column("walking", sa.Boolean(), nullable=True),
        sa.Column("soreness", sa.Integer(), nullable=True),
        sa.Column("stands", sa.Integer(), nullable=True),
        sa.Column("sleep_h", sa.Float(), nullable=True),
        sa.Column("stress", sa.Integer(), nullable=True),
        sa.Column("ill", sa.Boolean(), nullable=False),
        sa.Column("fever", sa.Boolean(), nullable=False),
        sa.Column("leg", sa.String(length=20), nullable=False),
        sa.Column("off_for_pain", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_check_in_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("athlete_id", "on", name=op.f("uq_check_in_athlete_id")),
    )
    op.create_index(op.f("ix_check_in_athlete_id"), "check_in", ["athlete_id"], unique=False)


def _clip() -> None:
    op.create_table(
        "clip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("analysis", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_clip_athlete_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip")),
        sa.UniqueConstraint("athlete_id", "sha256", name=op.f("uq_clip_athlete_id")),
    )
    op.create_index(op.f("ix_clip_athlete_id"), "clip", ["athlete_id"], unique=False)


def _import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("app", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_import_batch_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index(op.f("ix_import_batch_athlete_id"), "import_batch", ["athlete_id"], unique=False)


def _morning() -> None:
    op.create_table(
        "morning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=False),
        sa.Column("leg", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_morning_athlete_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_morning")),
        sa.UniqueConstraint("athlete_id", "on", name=op.f("uq_morning_athlete_id")),
    )
    op.create_index(op.f("ix_morning_athlete_id"), "morning", ["athlete_id"], unique=False)


def _other_work() -> None:
    op.create_table(
        "other_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("rpe", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_other_work_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_work")),
        sa.UniqueConstraint("athlete_id", "on", "what", name=op.f("uq_other_work_athlete_id")),
    )
    op.create_index(op.f("ix_other_work_athlete_id"), "other_work", ["athlete_id"], unique=False)


def _outcome() -> None:
    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("instrument", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("activity", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_outcome_athlete_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("athlete_id", "on", "instrument", "activity", name=op.f("uq_outcome_athlete_id")),
    )
    op.create_index(op.f("ix_outcome_athlete_id"), "outcome", ["athlete_id"], unique=False)


def _override() -> None:
    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("instead_of", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_override_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
    )
    op.create_index(op.f("ix_override_athlete_id"), "override", ["athlete_id"], unique=False)


def _prescription() -> None:
    op.create_table(
        "prescription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_prescription_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescription")),
        sa.UniqueConstraint("athlete_id", "on", "number", name=op.f("uq_prescription_athlete_id")),
    )
    op.create_index(op.f("ix_prescription_athlete_id"), "prescription", ["athlete_id"], unique=False)


def _sign() -> None:
    op.create_table(
        "sign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("raised_cm", sa.Float(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=True),
        sa.Column("exercise", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_sign_athlete_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign")),
    )
    op.create_index(op.f("ix_sign_athlete_id"), "sign", ["athlete_id"], unique=False)


def _start() -> None:
    op.create_table(
        "start",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_start_athlete_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start")),
        sa.UniqueConstraint("athlete_id", name=op.f("uq_start_athlete_id")),
    )
    op.create_index(op.f("ix_start_athlete_id"), "start", ["athlete_id"], unique=False)


def _workout() -> None:
    op.create_table(
        "workout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_workout_athlete_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_batch.id"], name=op.f("fk_workout_import_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workout")),
        sa.UniqueConstraint("athlete_id", "fingerprint", name=op.f("uq_workout_athlete_id")),
    )
    op.create_index(op.f("ix_workout_athlete_id"), "workout", ["athlete_id"], unique=False)
    op.create_index(op.f("ix_workout_import_id"), "workout", ["import_id"], unique=False)


def _done() -> None:
    op.create_table(
        "done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("workout_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("exercise", sa.String(length=200), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("load_kg", sa.Float(), nullable=False),
        sa.Column("raised_cm", sa.Float(), nullable=False),
        sa.Column("inside", sa.String(length=200), nullable=False),
        sa.Column("row", sa.String(length=20), nullable=True),
        sa.Column("rpe", sa.Float(), nullable=True),
        sa.Column("during", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("morning", sa.Integer(), nullable=True),
        sa.Column("leg", sa.String(length=20), nullable=False),
        sa.Column("gentle", sa.Boolean(), nullable=False),
        sa.Column("light", sa.Boolean(), nullable=False),
        sa.Column("relief", sa.Boolean(), nullable=False),
        sa.Column("sore_both_sides", sa.Boolean(), nullable=False),
        sa.Column("grew", sa.Boolean(), nullable=False),
        sa.Column("stick_kept", sa.Integer(), nullable=True),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=op.f("fk_done_athlete_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workout_id"], ["workout.id"], name=op.f("fk_done_workout_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_done")),
    )
    op.create_index(op.f("ix_done_athlete_id"), "done", ["athlete_id"], unique=False)
    op.create_index(op.f("ix_done_workout_id"), "done", ["workout_id"], unique=False)


def _workout_set() -> None:
    op.create_table(
        "workout_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workout_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("exercise", sa.String(length=200), nullable=True),
        sa.Column("load_kg", sa.Float(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("rpe", sa.Float(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("distance_m", sa.Float(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("planned_load_kg", sa.Float(), nullable=True),
        sa.Column("planned_reps", sa.Integer(), nullable=True),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("leg", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name=op.f("fk_workout_set_workout_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workout_set")),
        sa.UniqueConstraint("workout_id", "number", name=op.f("uq_workout_set_workout_id")),
    )
    op.create_index(op.f("ix_workout_set_workout_id"), "workout_set", ["workout_id"], unique=False)
