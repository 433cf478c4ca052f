// A process of a fleet that dies when it is told to.
const { livesUntil } = JSON.parse(process.argv[2]);
if (livesUntil === 'start') process.exit(3);
process.on('message', () => process.exit(3));
process.send({ id: 0 });
