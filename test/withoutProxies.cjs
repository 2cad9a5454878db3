// Before each test file: tests look for hosts that are nowhere, and a proxy would answer for them.
require('../tools/loopback.cjs').withoutProxies();
