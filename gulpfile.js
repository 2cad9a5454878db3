// Copies what tsc leaves behind (icons, codex files and output schemas) into dist, beside the compiled classes.
const { src, dest } = require('gulp');

function buildIcons() {
	// Without `encoding: false` gulp 5 reads files as UTF-8 and damages binary ones; `base` keeps the folders.
	return src(
		['{nodes,credentials}/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/*/__schema__/**/*.json'],
		{
			base: '.',
			encoding: false,
		},
	).pipe(dest('dist'));
}

exports['build:icons'] = buildIcons;
exports.default = buildIcons;
