"""The tables of a demonstration in the order they are loaded, each with its rows when its turn comes."""

from collections.abc import Iterator

import numpy as np

from data.demo.accidents import accident_rows, accidents
from data.demo.admissions import admission_rows
from data.demo.casualties import casualty_rows
from data.demo.checklists import requirement_rows
from data.demo.columns import Rows
from data.demo.employers import Employers, employer_rows, employers
from data.demo.employment import employment_rows
from data.demo.equipment import device_rows, permit_rows
from data.demo.facilities import Facilities, facilities
from data.demo.inspections import inspection_rows, inspections
from data.demo.instructions import INSTRUCTION_TABLES, instruction_rows
from data.demo.investigations import inquiry
from data.demo.overrides import override_rows
from data.demo.owners import owners
from data.demo.passports import facility_rows, substance_rows
from data.demo.plan import Plan
from data.demo.prescriptions import fixes, prescription_rows, prescriptions
from data.demo.programmes import item_rows, programme_rows
from data.demo.rescue_units import rescue_unit_rows
from data.demo.sites import sites
from data.demo.violations import violation_rows, violations

TABLE_COUNT = 17 + len(INSTRUCTION_TABLES)


def tables(plan: Plan) -> Iterator[tuple[str, Rows]]:
    """Name and rows of every table, one at a time, so that memory holds one table's rows only."""
    yield "checklist_requirement", requirement_rows()
    yield "rescue_unit", rescue_unit_rows()
    yield "employment", employment_rows(plan)
    places = sites(plan)
    owned = owners(plan, places)
    firms = employers(plan, owned)
    plants = facilities(plan, places, owned, firms)
    employees = np.bincount(plants.owner, weights=plants.employees, minlength=len(owned.region))
    yield "employer", employer_rows(plan, firms, employees)
    yield "facility", facility_rows(plan, places, plants, firms)
    yield "facility_substance", substance_rows(plan, plants)
    yield "device", device_rows(plan, plants)
    yield "permit", permit_rows(plan, plants)
    yield from _control(plan, plants)
    yield from _harm(plan, plants, firms)
    yield "degree_override", override_rows(plan, plants)
    yield "programme", programme_rows(plan)
    yield "programme_item", item_rows(plan, plants)
    yield from ((table, instruction_rows(plan, table)) for table in INSTRUCTION_TABLES)


def _control(plan: Plan, plants: Facilities) -> Iterator[tuple[str, Rows]]:
    """Inspections, what they ordered and what they found."""
    visits = inspections(plan, plants)
    breaches = violations(plan, plants, visits)
    orders = prescriptions(plan, plants, visits, breaches)
    yield "inspection", inspection_rows(plan, plants, visits, breaches.found[:, 0])
    yield "prescription", prescription_rows(plan, plants, visits, orders)
    yield "violation", violation_rows(plants, visits, breaches, fixes(plan, visits, breaches, orders))


def _harm(plan: Plan, plants: Facilities, firms: Employers) -> Iterator[tuple[str, Rows]]:
    """Accidents, the people they hurt, and what hospitals report."""
    hurt = accidents(plan, plants, firms)
    registered = accident_rows(plan, plants, firms, hurt, inquiry(plan, hurt))
    yield "accident", registered
    yield "casualty", casualty_rows(plan, hurt)
    yield "health_admission", admission_rows(plan, plants, firms, hurt, registered["bin"])
