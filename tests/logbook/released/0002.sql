BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE answers (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	told_at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_answers PRIMARY KEY (id), 
	CONSTRAINT fk_answers_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_answers_athlete_id UNIQUE (athlete_id, number)
);
INSERT INTO "answers" VALUES(1,1,1,'2026-11-27 08:00:00.000000','{"a": 1}');
INSERT INTO "answers" VALUES(2,1,2,'2026-11-27 08:00:00.000000','{"é": "\u0000"}');
CREATE TABLE athlete (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_athlete PRIMARY KEY (id), 
	CONSTRAINT uq_athlete_name UNIQUE (name)
);
INSERT INTO "athlete" VALUES(1,'Ann');
INSERT INTO "athlete" VALUES(2,'Bo');
CREATE TABLE change (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	what VARCHAR(200) NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT, 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT fk_change_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE
);
INSERT INTO "change" VALUES(1,1,'2026-11-27 08:00:00.000000','Morning','{"leg": false, "noun": "Morning", "on": "2026-03-02", "pain": 3}','{"leg": null, "noun": "Morning", "on": "2026-03-02", "pain": 9}');
INSERT INTO "change" VALUES(2,1,'2026-11-27 08:00:00.000000','Done','{"after": 1, "during": 2, "gentle": false, "grew": false, "imported": false, "leg": "none", "lift": {"exercise": "conventional_deadlift", "inside": [], "load_kg": 62.5, "raised_cm": 0.0, "reps": 8, "sets": 3}, "light": false, "morning": null, "noun": "Done", "on": "2026-03-02", "relief": true, "row": "R1", "rpe": 6.5, "sore_both_sides": false, "stick_kept": null}',NULL);
CREATE TABLE check_in (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	now INTEGER, 
	walking BOOLEAN, 
	soreness INTEGER, 
	stands INTEGER, 
	sleep_h FLOAT, 
	stress INTEGER, 
	ill BOOLEAN NOT NULL, 
	fever BOOLEAN NOT NULL, 
	leg VARCHAR(20) NOT NULL, 
	off_for_pain BOOLEAN NOT NULL, 
	CONSTRAINT pk_check_in PRIMARY KEY (id), 
	CONSTRAINT fk_check_in_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_check_in_athlete_id UNIQUE (athlete_id, "on")
);
INSERT INTO "check_in" VALUES(1,1,'2026-03-02',2,1,NULL,NULL,7.5,NULL,1,0,'none',0);
CREATE TABLE clip (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	path TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	kept_until DATE, 
	analysis TEXT, 
	CONSTRAINT pk_clip PRIMARY KEY (id), 
	CONSTRAINT fk_clip_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_clip_athlete_id UNIQUE (athlete_id, sha256)
);
INSERT INTO "clip" VALUES(1,1,'2026-03-02','lifter.mp4','eb4d67fa94a1035e41117b2890d6281a1ad461ac0c9cfa6d3c0e94256a08532f',NULL,'{"reps": 4}');
CREATE TABLE done (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	workout_id INTEGER, 
	"on" DATE NOT NULL, 
	exercise VARCHAR(200) NOT NULL, 
	sets INTEGER NOT NULL, 
	reps INTEGER NOT NULL, 
	load_kg FLOAT NOT NULL, 
	raised_cm FLOAT NOT NULL, 
	inside VARCHAR(200) NOT NULL, 
	"row" VARCHAR(20), 
	rpe FLOAT, 
	during INTEGER, 
	"after" INTEGER, 
	morning INTEGER, 
	leg VARCHAR(20) NOT NULL, 
	gentle BOOLEAN NOT NULL, 
	light BOOLEAN NOT NULL, 
	relief BOOLEAN NOT NULL, 
	sore_both_sides BOOLEAN NOT NULL, 
	grew BOOLEAN NOT NULL, 
	stick_kept INTEGER, 
	imported BOOLEAN NOT NULL, 
	CONSTRAINT pk_done PRIMARY KEY (id), 
	CONSTRAINT fk_done_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT fk_done_workout_id FOREIGN KEY(workout_id) REFERENCES workout (id) ON DELETE CASCADE
);
INSERT INTO "done" VALUES(2,1,NULL,'2026-03-02','block_pull_low',2,6,60.0,10.0,'2+2+2','R3',NULL,NULL,NULL,NULL,'up',0,0,0,0,0,9,0);
INSERT INTO "done" VALUES(3,1,NULL,'2026-03-02','conventional_deadlift',3,8,62.5,0.0,'','R1',6.5,2,1,NULL,'none',0,0,1,0,0,NULL,0);
INSERT INTO "done" VALUES(4,1,NULL,'2026-03-02','sumo_deadlift',1,5,80.0,0.0,'',NULL,8.0,3,NULL,NULL,'same',0,0,0,0,0,NULL,0);
INSERT INTO "done" VALUES(5,1,1,'2020-05-01','conventional_deadlift',2,4,100.0,0.0,'',NULL,9.0,NULL,NULL,NULL,'none',0,0,0,0,0,NULL,1);
CREATE TABLE import_batch (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	app VARCHAR(200) NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_import_batch PRIMARY KEY (id), 
	CONSTRAINT fk_import_batch_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE
);
INSERT INTO "import_batch" VALUES(1,1,'Hevy','workouts.csv','abababababababababababababababababababababababababababababababab','2026-11-27 08:00:00.000000');
INSERT INTO "import_batch" VALUES(2,1,'Strong','strong.csv','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd','2026-11-27 08:00:00.000000');
CREATE TABLE logged_set (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	token VARCHAR(80) NOT NULL, 
	exercise VARCHAR(200) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	planned_load_kg FLOAT, 
	planned_reps INTEGER, 
	load_kg FLOAT, 
	reps INTEGER, 
	raised_cm FLOAT NOT NULL, 
	inside VARCHAR(200) NOT NULL, 
	rpe FLOAT, 
	pain INTEGER, 
	leg VARCHAR(20), 
	stopped BOOLEAN NOT NULL, 
	skipped BOOLEAN NOT NULL, 
	why TEXT NOT NULL, 
	CONSTRAINT pk_logged_set PRIMARY KEY (id), 
	CONSTRAINT fk_logged_set_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_logged_set_athlete_id UNIQUE (athlete_id, token)
);
INSERT INTO "logged_set" VALUES(1,1,'2026-03-02','tap-1','sumo_deadlift',1,'ramp',NULL,NULL,40.0,5,0.0,'',NULL,1,'none',0,0,'');
INSERT INTO "logged_set" VALUES(2,1,'2026-03-02','tap-2','sumo_deadlift',2,'main',80.0,5,80.0,5,0.0,'',7.0,2,'same',0,0,'');
INSERT INTO "logged_set" VALUES(3,1,'2026-03-02','tap-3','sumo_deadlift',3,'main',80.0,5,77.5,4,0.0,'',8.0,3,'same',1,0,'');
INSERT INTO "logged_set" VALUES(4,1,'2026-03-02','tap-4','sumo_deadlift',4,'main',80.0,5,NULL,NULL,0.0,'',NULL,NULL,NULL,0,1,'pain — enough');
INSERT INTO "logged_set" VALUES(5,1,'2026-03-02','tap-5','bird_dog',1,'other',NULL,8,NULL,8,0.0,'',NULL,NULL,NULL,0,0,'');
CREATE TABLE morning (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	pain INTEGER NOT NULL, 
	leg BOOLEAN, 
	CONSTRAINT pk_morning PRIMARY KEY (id), 
	CONSTRAINT fk_morning_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_morning_athlete_id UNIQUE (athlete_id, "on")
);
INSERT INTO "morning" VALUES(1,1,'2026-03-02',9,NULL);
CREATE TABLE other_work (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	what VARCHAR(200) NOT NULL, 
	rpe FLOAT, 
	CONSTRAINT pk_other_work PRIMARY KEY (id), 
	CONSTRAINT fk_other_work_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_other_work_athlete_id UNIQUE (athlete_id, "on", what)
);
INSERT INTO "other_work" VALUES(1,1,'2026-03-02','rows — heavy',8.0);
CREATE TABLE outcome (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	instrument VARCHAR(20) NOT NULL, 
	score FLOAT NOT NULL, 
	activity VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_outcome PRIMARY KEY (id), 
	CONSTRAINT fk_outcome_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_outcome_athlete_id UNIQUE (athlete_id, "on", instrument, activity)
);
INSERT INTO "outcome" VALUES(1,1,'2026-03-02','RMDQ',7.0,'');
INSERT INTO "outcome" VALUES(2,1,'2026-03-02','PSFS',4.5,'pick up my son');
CREATE TABLE override (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	who VARCHAR(20) NOT NULL, 
	what VARCHAR(20) NOT NULL, 
	value TEXT, 
	instead_of TEXT NOT NULL, 
	why TEXT NOT NULL, 
	until DATE, 
	CONSTRAINT pk_override PRIMARY KEY (id), 
	CONSTRAINT fk_override_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE
);
INSERT INTO "override" VALUES(1,1,'2026-03-02','coach','lighter','55.5','62.5 kg','a hard week','2026-03-09');
INSERT INTO "override" VALUES(2,1,'2026-03-02','lifter','swap','"sumo_deadlift"','','',NULL);
CREATE TABLE prescription (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	number INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_prescription PRIMARY KEY (id), 
	CONSTRAINT fk_prescription_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_prescription_athlete_id UNIQUE (athlete_id, "on", number)
);
INSERT INTO "prescription" VALUES(1,1,'2026-03-02',1,'2026-11-27 08:00:00.000000','{"a": 1}');
INSERT INTO "prescription" VALUES(2,1,'2026-03-02',2,'2026-11-27 08:00:00.000000','{"é": "\u0000"}');
CREATE TABLE sign (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	value FLOAT, 
	raised_cm FLOAT NOT NULL, 
	side VARCHAR(10), 
	exercise VARCHAR(200), 
	CONSTRAINT pk_sign PRIMARY KEY (id), 
	CONSTRAINT fk_sign_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE
);
INSERT INTO "sign" VALUES(1,1,'2026-03-02','hinge-deg',17.25,10.0,NULL,NULL);
INSERT INTO "sign" VALUES(2,1,'2026-03-02','mastered',NULL,0.0,NULL,'bird_dog');
CREATE TABLE start (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_start PRIMARY KEY (id), 
	CONSTRAINT fk_start_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT uq_start_athlete_id UNIQUE (athlete_id)
);
INSERT INTO "start" VALUES(1,1,'{}');
CREATE TABLE workout (
	id INTEGER NOT NULL, 
	athlete_id INTEGER NOT NULL, 
	import_id INTEGER, 
	"on" DATE NOT NULL, 
	started DATETIME, 
	title TEXT NOT NULL, 
	note TEXT NOT NULL, 
	seconds FLOAT, 
	fingerprint VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_workout PRIMARY KEY (id), 
	CONSTRAINT fk_workout_athlete_id FOREIGN KEY(athlete_id) REFERENCES athlete (id) ON DELETE CASCADE, 
	CONSTRAINT fk_workout_import_id FOREIGN KEY(import_id) REFERENCES import_batch (id) ON DELETE CASCADE, 
	CONSTRAINT uq_workout_athlete_id UNIQUE (athlete_id, fingerprint)
);
INSERT INTO "workout" VALUES(1,1,1,'2020-05-01','2020-05-01 18:30:00.000000','Évening','long day',3600.0,'ac7bc416631bb94a1f57f2607cbdfab15a4702615234757317614afc934fd77d');
INSERT INTO "workout" VALUES(2,1,2,'2020-05-03',NULL,'','',NULL,'d7ede02a32c583a63bdb94bfc222f3a30c1641c21efa646fbbcd9b96adf41167');
CREATE TABLE workout_set (
	id INTEGER NOT NULL, 
	workout_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	exercise VARCHAR(200), 
	load_kg FLOAT, 
	reps INTEGER, 
	rpe FLOAT, 
	seconds FLOAT, 
	distance_m FLOAT, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_workout_set PRIMARY KEY (id), 
	CONSTRAINT fk_workout_set_workout_id FOREIGN KEY(workout_id) REFERENCES workout (id) ON DELETE CASCADE, 
	CONSTRAINT uq_workout_set_workout_id UNIQUE (workout_id, number)
);
INSERT INTO "workout_set" VALUES(1,1,0,'Deadlift (Barbell)','warm-up','conventional_deadlift',60.0,5,NULL,NULL,NULL,'');
INSERT INTO "workout_set" VALUES(2,1,1,'Deadlift (Barbell)','work','conventional_deadlift',100.0,5,8.0,NULL,NULL,'=heavy');
INSERT INTO "workout_set" VALUES(3,1,2,'Deadlift (Barbell)','work','conventional_deadlift',100.0,4,9.0,NULL,NULL,'');
INSERT INTO "workout_set" VALUES(4,1,3,'Plank','work',NULL,NULL,NULL,NULL,60.0,NULL,'');
INSERT INTO "workout_set" VALUES(5,2,0,'Run','work',NULL,NULL,NULL,NULL,NULL,5000.0,'');
CREATE INDEX ix_answers_athlete_id ON answers (athlete_id);
CREATE INDEX ix_change_athlete_id ON change (athlete_id);
CREATE INDEX ix_check_in_athlete_id ON check_in (athlete_id);
CREATE INDEX ix_clip_athlete_id ON clip (athlete_id);
CREATE INDEX ix_import_batch_athlete_id ON import_batch (athlete_id);
CREATE INDEX ix_morning_athlete_id ON morning (athlete_id);
CREATE INDEX ix_other_work_athlete_id ON other_work (athlete_id);
CREATE INDEX ix_outcome_athlete_id ON outcome (athlete_id);
CREATE INDEX ix_override_athlete_id ON override (athlete_id);
CREATE INDEX ix_prescription_athlete_id ON prescription (athlete_id);
CREATE INDEX ix_sign_athlete_id ON sign (athlete_id);
CREATE INDEX ix_start_athlete_id ON start (athlete_id);
CREATE INDEX ix_workout_athlete_id ON workout (athlete_id);
CREATE INDEX ix_workout_import_id ON workout (import_id);
CREATE INDEX ix_done_athlete_id ON done (athlete_id);
CREATE INDEX ix_done_workout_id ON done (workout_id);
CREATE INDEX ix_workout_set_workout_id ON workout_set (workout_id);
CREATE INDEX ix_logged_set_athlete_id ON logged_set (athlete_id);
CREATE INDEX ix_logged_set_on ON logged_set ("on");
COMMIT;
