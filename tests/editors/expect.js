// What a test in VS Code reports beside what it should: counted, told where it differs.
let [good, bad] = [0, 0];

exports.expect = (what, got, wanted) => {
  const fine = typeof wanted === 'function' ? wanted(got) : JSON.stringify(got) === JSON.stringify(wanted);
  if (fine) good++;
  else bad++, console.log(`not as expected: ${what}; VS Code has: ${JSON.stringify(got)}`);
};

exports.end = (title) => {
  console.log(`${title}: ${good} as expected, ${bad} not`);
  process.exit(bad ? 1 : 0);
};
