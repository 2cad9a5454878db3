// SmarterPay's refusals. The vendor does not document a body for payment links (smarterpay.md 4): our JSON form
// is one the tolerant reader of that section knows, the HTML form is what a WCF host (`service.svc`) sends.
import { escapeHtml } from '../shared/page';
import { Refusal } from '../shared/refusal';
import type { SmarterPaySwitches } from './switches';

/** A refusal in the form that is switched on. */
export function refusal(status: number, message: string, switches: SmarterPaySwitches): Refusal {
	if (switches.errorForm === 'json') return new Refusal(status, { error: { message } });
	return new Refusal(
		status,
		`<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
  <head><title>Request Error</title></head>
  <body><div id="content"><p class="heading1">Request Error</p><p>${escapeHtml(message)}</p></div></body>
</html>`,
	);
}
