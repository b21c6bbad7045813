"""People of the tests, by the rights they have."""

from queries.viewer import Viewer

PM_OFFICE = Viewer("pm_office", "pm_office", None, "pm_office")
CONTROLLER = Viewer("controller", "controller", None, "pm_office")
MINISTER = Viewer("minister_of_labour", "minister", None, "mlspp")
KARAGANDA = Viewer("akimat_karaganda", "akimat", "35", "akimat_35")
MANGYSTAU = Viewer("akimat_mangystau", "akimat", "47", "akimat_47")
INSPECTOR = Viewer("inspector_ulytau", "labour_inspector", "62", "labour_inspectorate_62")
EVERYBODY = (PM_OFFICE, CONTROLLER, MINISTER, KARAGANDA, MANGYSTAU, INSPECTOR)
