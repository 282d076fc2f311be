"""OpenSim's half of `make oracle`; runs in OpenSim's own environment: `python oracle_opensim.py FOLDER`.

The folder holds `body.json` (the bodies to build), `motion.trc` and `motion.mot`. OpenSim's inverse kinematics follows
the markers, its low-pass filter and splines make accelerations, and its inverse dynamics asks what every joint has to
do, with the floor carrying all of it through the feet. Left behind: `body.osim`, `followed.mot` and `opensim.npz`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
import opensim as osim  # type: ignore[import-not-found]

LOW_PASS_HZ: Final = 6.0  # OpenSim's own examples of gait filter so
ROUNDS: Final = 5
POINT_INERTIA: Final = 1e-9  # kg m²: OpenSim wants some even of a point
ROOT: Final = ("pelvis_tilt", "pelvis_tx", "pelvis_ty")
Row = dict[str, Any]


def vec(place: list[float]) -> osim.Vec3:
    """A place in the sagittal plane."""
    return osim.Vec3(place[0], place[1], 0.0)


def build(spec: dict[str, Any]) -> osim.Model:
    """The model: bodies on hinges about z, from the pelvis outwards, and markers on them."""
    model = osim.Model()
    model.setName("liftwell")
    model.setGravity(osim.Vec3(0, -spec["gravity"], 0))
    for row in spec["bodies"]:
        inertia = max(row["inertia"], POINT_INERTIA)
        body = osim.Body(row["name"], row["mass"], vec(row["com"]), osim.Inertia(inertia, inertia, inertia, 0, 0, 0))
        model.addBody(body)
        model.addJoint(hinge(model, row, body))
    for row in spec["markers"]:
        model.addMarker(osim.Marker(row["name"], model.getBodySet().get(row["body"]), vec(row["at"])))
    model.finalizeConnections()
    for name, value in spec["start"].items():
        model.updCoordinateSet().get(name).setDefaultValue(value)
    return model


def hinge(model: osim.Model, row: Row, body: osim.Body) -> osim.Joint:
    """What holds a body: the ground loosely, its parent by a hinge, or not moving at all."""
    if row["parent"] == "ground":
        joint = osim.PlanarJoint("root", model.getGround(), body)
        for k, name in enumerate(row["coordinates"]):
            joint.upd_coordinates(k).setName(name)
        return joint
    parent = model.getBodySet().get(row["parent"])
    if not row["coordinates"]:
        return osim.WeldJoint(row["name"], parent, vec(row["at"]), vec([0, 0]), body, vec([0, 0]), vec([0, 0]))
    # Turned half about x on both sides, z points the other way, and so does what is positive.
    turned = osim.Vec3(0.0 if row["sign"] > 0 else np.pi, 0, 0)
    joint = osim.PinJoint(row["name"], parent, vec(row["at"]), turned, body, vec([0, 0]), turned)
    joint.upd_coordinates(0).setName(row["coordinates"][0])
    return joint


def follow(model: osim.Model, spec: dict[str, Any], folder: Path) -> None:
    """Inverse kinematics: markers of `motion.trc`, and what `motion.mot` knows of pelvis and foot."""
    markers = osim.MarkerData(str(folder / "motion.trc"))
    tool = osim.InverseKinematicsTool()
    tool.setModel(model)
    tool.setMarkerDataFileName(str(folder / "motion.trc"))
    tool.setCoordinateFileName(str(folder / "motion.mot"))
    tool.setStartTime(markers.getStartFrameTime())
    tool.setEndTime(markers.getLastFrameTime())
    tool.setOutputMotionFileName(str(folder / "followed.mot"))
    tool.set_report_errors(False)
    tasks = tool.upd_IKTaskSet()
    for row in spec["markers"]:
        task = osim.IKMarkerTask()
        task.setName(row["name"])
        task.setWeight(1.0)
        tasks.cloneAndAppend(task)
    for name in spec["followed"]:
        told = osim.IKCoordinateTask()
        told.setName(name)
        told.setWeight(10.0)
        told.setValueType(osim.IKCoordinateTask.FromFile)
        tasks.cloneAndAppend(told)
    if not tool.run():
        raise SystemExit("OpenSim's inverse kinematics did not end well.")


def over_time(model: osim.Model, spec: dict[str, Any], folder: Path) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Times (T,) and each coordinate with two derivatives (3, T, C), rad and m, in the order of the model's state."""
    storage = osim.Storage(str(folder / "followed.mot"))
    storage.pad(storage.getSize() // 2)
    storage.lowpassIIR(LOW_PASS_HZ)
    model.getSimbodyEngine().convertDegreesToRadians(storage)
    splines = osim.GCVSplineSet(5, storage)
    times = np.array([row.split("\t")[0] for row in table_rows(folder / "followed.mot")], float)[2:-2]
    order = in_order(model)
    found = np.empty((3, len(times), len(order)))
    for c, name in enumerate(order):
        spline = splines.get(spec["same_as"].get(name, name))
        for k, t in enumerate(times):
            at = osim.Vector(1, float(t))
            found[:, k, c] = (spline.calcValue(at), spline.calcDerivative(first(1), at),
                              spline.calcDerivative(first(2), at))  # fmt: skip
    return times, found, order


def in_order(model: osim.Model) -> list[str]:
    """Names of the coordinates as the solver counts them, which is along the tree of bodies."""
    places = [(one.getBodyIndex(), one.getMobilizerQIndex(), one.getName()) for one in model.getCoordinateSet()]
    return [name for *_, name in sorted(places)]


def first(times: int) -> osim.StdVectorInt:
    """The derivative by the only argument, once or twice."""
    return osim.StdVectorInt([0] * times)


def table_rows(path: Path) -> list[str]:
    """The lines of numbers of one of OpenSim's tables."""
    lines = path.read_text("utf-8").splitlines()
    return [line.strip() for line in lines[lines.index("endheader") + 2 :] if line.strip()]


class Mechanics:
    """Inverse dynamics of one model, told coordinates, speeds and accelerations."""

    def __init__(self, model: osim.Model, feet: list[str]) -> None:
        self.model, self.state = model, model.initSystem()
        self.solver = osim.InverseDynamicsSolver(model)
        self.feet = [model.getBodySet().get(foot) for foot in feet]
        self.order = in_order(model)
        self.coordinates = [model.getCoordinateSet().get(name) for name in self.order]

    def pose(self, coordinates: np.ndarray, speeds: np.ndarray) -> None:
        """Put the body into a posture."""
        for k, coordinate in enumerate(self.coordinates):
            coordinate.setValue(self.state, float(coordinates[k]), False)
            coordinate.setSpeedValue(self.state, float(speeds[k]))
        self.model.realizeVelocity(self.state)

    def ask(self, gains: np.ndarray) -> np.ndarray:
        """Generalised forces (C,) N and N·m that have to act, none from the floor among them."""
        return listed(self.solver.solve(self.state, vector(gains)))

    def stand(self, gains: np.ndarray) -> np.ndarray:
        """The same with the floor under the feet, which takes what else would have to hold the pelvis in the air."""
        held = self.ask(gains)
        turn, force_x, force_y = (float(held[self.order.index(name)]) for name in ROOT)
        root, none = self.model.getBodySet().get("pelvis"), osim.SpatialVec(osim.Vec3(0), osim.Vec3(0))
        count = self.model.getBodySet().getSize() + 1
        floor, empty = (osim.VectorOfSpatialVec(count, none) for _ in range(2))
        for foot in self.feet:
            away = root.getPositionInGround(self.state), foot.getPositionInGround(self.state)
            x, y = (away[0].get(k) - away[1].get(k) for k in (0, 1))
            about_foot = turn + x * force_y - y * force_x
            half = osim.SpatialVec(osim.Vec3(0, 0, about_foot / 2), osim.Vec3(force_x / 2, force_y / 2, 0))
            floor.set(foot.getMobilizedBodyIndex(), half)
        # Asked with forces from outside the solver leaves gravity out, so what they change is added.
        idle = vector(np.zeros(len(gains)))
        carried, alone = (listed(self.solver.solve(self.state, idle, idle, outside)) for outside in (floor, empty))
        return np.asarray(held + carried - alone)


def vector(values: np.ndarray) -> osim.Vector:
    """OpenSim's kind of array."""
    made = osim.Vector(len(values), 0.0)
    for k, value in enumerate(values):
        made[k] = float(value)
    return made


def listed(values: osim.Vector) -> np.ndarray:
    """NumPy's kind of array."""
    return np.array([values[k] for k in range(values.size())])


def moments(mechanics: Mechanics, found: np.ndarray) -> np.ndarray:
    """(T, C) of a motion (3, T, C)."""
    rows = []
    for k in range(found.shape[1]):
        mechanics.pose(found[0, k], found[1, k])
        rows.append(mechanics.stand(found[2, k]))
    return np.array(rows)


def places(mechanics: Mechanics, spec: dict[str, Any], found: np.ndarray) -> np.ndarray:
    """(T, M, 2) m of the markers, so that both halves can be seen to speak of one motion."""
    rows = []
    for k in range(found.shape[1]):
        mechanics.pose(found[0, k], found[1, k])
        at = [mechanics.model.getMarkerSet().get(row["name"]).getLocationInGround(mechanics.state)
              for row in spec["markers"]]  # fmt: skip
        rows.append([[one.get(0), one.get(1)] for one in at])
    return np.array(rows)


def rigid(found: np.ndarray, order: list[str], straight_rad: float) -> np.ndarray:
    """The same motion with a back that stays straight: the pelvis goes with the trunk, the legs stay as they are."""
    changed = found.copy()
    pelvis, lumbar = order.index("pelvis_tilt"), order.index("lumbar_extension")
    neutral = np.zeros((3, 1))
    neutral[0] = straight_rad
    turn = found[..., lumbar] - neutral
    changed[..., pelvis] += turn
    changed[..., lumbar] = neutral
    for side in "rl":
        changed[..., order.index(f"hip_flexion_{side}")] -= turn
    return changed


def cpu_per_frame_s(model: osim.Model, folder: Path) -> float:
    """CPU seconds that OpenSim's own tool takes per frame, files and all."""
    tool = osim.InverseDynamicsTool()
    tool.setModel(model)
    tool.setCoordinatesFileName(str(folder / "followed.mot"))
    tool.setLowpassCutoffFrequency(LOW_PASS_HZ)
    tool.setResultsDir(str(folder))
    tool.setOutputGenForceFileName("opensim_id.sto")
    forces = osim.ArrayStr()
    forces.append("Muscles")
    tool.setExcludedForces(forces)
    spent = []
    for _ in range(ROUNDS):
        started = time.process_time()
        tool.run()
        spent.append(time.process_time() - started)
    return float(np.median(spent)) / len(table_rows(folder / "opensim_id.sto"))


def solver_per_frame_s(mechanics: Mechanics, found: np.ndarray) -> float:
    """CPU seconds of inverse dynamics alone per posture, in the middle of the motion."""
    spent, middle = [], found.shape[1] // 2
    mechanics.pose(found[0, middle], found[1, middle])
    udot = osim.Vector(found.shape[2], 0.0)
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(1000):
            mechanics.solver.solve(mechanics.state, udot)
        spent.append((time.process_time() - started) / 1000)
    return float(np.median(spent))


def main(folder: Path) -> None:
    """Build, follow, ask, and leave the answers behind."""
    osim.Logger.setLevelString("Error")
    spec = json.loads((folder / "body.json").read_text("utf-8"))
    model = build(spec)
    model.initSystem()
    model.printToXML(str(folder / "body.osim"))
    follow(model, spec, folder)
    mechanics = Mechanics(model, spec["feet"])
    times, bending, order = over_time(model, spec, folder)
    straight = rigid(bending, order, spec["straight_rad"])
    answers: dict[str, Any] = {"time_s": times, "order": order}
    for name, motion in (("bending", bending), ("rigid", straight)):
        still = motion.copy()
        still[1:] = 0.0
        answers |= {
            f"{name}_motion": motion,
            f"{name}_places": places(mechanics, spec, motion),
            f"{name}_moving": moments(mechanics, motion),
            f"{name}_still": moments(mechanics, still),
        }
    answers["solver_s"] = solver_per_frame_s(mechanics, bending)
    answers["tool_s"] = cpu_per_frame_s(model, folder)
    answers["version"] = osim.GetVersion()
    np.savez(folder / "opensim.npz", **answers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
