"""Addresses of the desk."""

from django.urls import path

from tam.web.desk import (
    accounts,
    cases,
    catalogue,
    contract_changes,
    contract_import,
    contracts,
    engine,
    ledger,
    libraries,
    outbox,
    reports,
    reviews,
    today,
    why,
)

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<int:account_id>/", accounts.account, name="account"),
    path("cases/", cases.case_list, name="cases"),
    path("cases/<int:case_id>/", cases.case, name="case"),
    path("cases/<int:case_id>/move/", cases.case_move, name="case-move"),
    path("cases/<int:case_id>/resolve/", cases.case_resolve, name="case-resolve"),
    path("cases/<int:case_id>/note/", cases.case_note, name="case-note"),
    path("libraries/", libraries.libraries, name="libraries"),
    path("libraries/<int:equipment_id>/", libraries.library, name="library"),
    path("bundles/<int:bundle_id>/", libraries.bundle, name="bundle"),
    path("bundles/<int:bundle_id>/progress/", libraries.bundle_progress, name="bundle-progress"),
    path("bundles/<int:bundle_id>/original/", libraries.bundle_download, name="bundle-download"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<int:obligation_id>/", ledger.obligation, name="obligation"),
    path("ledger/<int:obligation_id>/review/", reviews.review, name="review"),
    path("ledger/<int:obligation_id>/sign/", reviews.review_sign, name="review-sign"),
    path("contracts/", contracts.contracts, name="contracts"),
    path("contracts/new/", contracts.contract_new, name="contract-new"),
    path("contracts/import/", contract_import.contracts_import, name="contracts-import"),
    path(
        "contracts/import/enter/",
        contract_import.contracts_import_enter,
        name="contracts-import-enter",
    ),
    path(
        "contracts/import/template/", contract_import.contracts_template, name="contracts-template"
    ),
    path("contracts/<int:contract_id>/", contracts.contract, name="contract"),
    path("contracts/<int:contract_id>/renew/", contracts.contract_renew, name="contract-renew"),
    path(
        "contracts/<int:contract_id>/amend/", contract_changes.contract_amend, name="contract-amend"
    ),
    path("why/", why.why, name="why"),
    path("why/<int:decision_id>/", why.decision, name="decision"),
    path("reports/", reports.reports, name="reports"),
    path("reports/new/<int:account_id>/", reports.report_new, name="report-new"),
    path("reports/new/<int:account_id>/issue/", reports.report_issue, name="report-issue"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/pdf/", reports.report_pdf, name="report-pdf"),
    path("reports/<int:report_id>/read/", reports.report_acknowledge, name="report-acknowledge"),
    path("reports/<int:report_id>/revise/", reports.report_revise, name="report-revise"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:notice_id>/", outbox.notice, name="notice"),
    path("outbox/<int:notice_id>/cancel/", outbox.notice_cancel, name="notice-cancel"),
    path("outbox/<int:notice_id>/again/", outbox.notice_again, name="notice-again"),
    path("outbox/<int:notice_id>/leave/", outbox.notice_leave, name="notice-leave"),
    path("engine/", engine.engine, name="engine"),
    path("levels/", catalogue.matrix, name="levels"),
    path("levels/<slug:level_id>/", catalogue.level, name="level"),
    path("clauses/<slug:clause_id>/", catalogue.clause, name="clause"),
    path("readings/", catalogue.readings, name="readings"),
]
