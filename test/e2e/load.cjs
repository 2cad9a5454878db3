// node test/e2e/load.cjs <unpacked package>: loads it as n8n does, and tells what it asked for and how long it took.
const Module = require('node:module');
const { join, sep } = require('node:path');
const { performance } = require('node:perf_hooks');

const folder = process.argv[2];
const { n8n } = require(join(folder, 'package.json'));

const started = performance.now();
require('n8n-workflow');
const loaded = performance.now();

const required = new Set();
const original = Module._load;
Module._load = function (request, parent, ...rest) {
	if (parent?.filename.startsWith(folder + sep) && !request.startsWith('.')) required.add(request);
	return original.call(this, request, parent, ...rest);
};
const classes = [...n8n.nodes, ...n8n.credentials].map((path) => {
	const className = path.split('/').at(-1).split('.')[0];
	return new (require(join(folder, path))[className])();
});
const own = performance.now() - loaded;
console.log(
	JSON.stringify({
		required: [...required],
		classes: classes.length,
		own,
		workflow: loaded - started,
	}),
);
