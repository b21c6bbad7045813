"""What can be wrong with a table that a model is to learn from or to judge."""


class UnfitTable(Exception):
    """This table cannot be used for the probability of accidents."""


class NoRows(UnfitTable):
    """The table has no rows to learn from."""


class OneClassOnly(UnfitTable):
    """Every row of the table has the same outcome, so there is nothing to tell apart."""


class ColumnsMissing(UnfitTable):
    """The table lacks columns that are needed."""


class NotNumbers(UnfitTable):
    """A column that must hold numbers holds something else."""


class TooFewYears(UnfitTable):
    """The table spans too few years to learn from some and to test on later ones."""


class RowsRepeat(UnfitTable):
    """A unit has two rows for the same period."""


class UnreadableFile(UnfitTable):
    """The file is absent or is neither CSV nor Parquet."""
