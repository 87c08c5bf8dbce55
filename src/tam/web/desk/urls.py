"""Addresses of the desk."""

from django.urls import path

from tam.web.desk import accounts, cases, engine, ledger, libraries, reviews, today

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
    path("engine/", engine.engine, name="engine"),
]
