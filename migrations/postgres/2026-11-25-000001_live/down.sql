DROP TABLE swarm;
DROP TABLE invisible;
