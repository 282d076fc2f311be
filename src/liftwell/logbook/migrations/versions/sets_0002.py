"""Sets of one's own, in a table of their own; the columns for them among the sets of other logs were never filled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and drop the columns whose place it takes."""
    op.create_table(
        "logged_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("token", sa.String(length=80), nullable=False),
        sa.Column("exercise", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("planned_load_kg", sa.Float(), nullable=True),
        sa.Column("planned_reps", sa.Integer(), nullable=True),
        sa.Column("load_kg", sa.Float(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("raised_cm", sa.Float(), nullable=False),
        sa.Column("inside", sa.String(length=200), nullable=False),
        sa.Column("rpe", sa.Float(), nullable=True),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("leg", sa.String(length=20), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_logged_set_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logged_set")),
        sa.UniqueConstraint("athlete_id", "token", name=op.f("uq_logged_set_athlete_id")),
    )
    op.create_index(op.f("ix_logged_set_athlete_id"), "logged_set", ["athlete_id"], unique=False)
    op.create_index(op.f("ix_logged_set_on"), "logged_set", ["on"], unique=False)
    for column in ("planned_load_kg", "planned_reps", "pain", "leg"):
        op.drop_column("workout_set", column)
