"""The fields that forms ask for."""

from __future__ import annotations

SECTIONS = ("dispatched", "planned")
"""已外派参与工程项目人员汇总; 未来三年计划外派参与工程项目人员汇总 (attachment 3)."""


PROJECT_FIELDS = (
    "company",
    "company_contact",
    "company_contact_phone",
    "project_name",
    "project_country",
    "project_type",
    "project_status",
    "chinese_engineers",
    "foreign_engineers",
    "qualified_engineers",
)
"""Fields that a project row gives to all of its people. `company` as typed may hold contact and phone too."""


PERSON_FIELDS = (
    "name",
    "phone",
    "email",
    "domain",
    "specialty",
    "location",
    "level",
    "experience",
    "education",
    "work_years",
)
"""Fields of one person. `phone` as typed is 联系方式 and may hold a mail address too. education (学历) and work_years
(工作年限) are not asked for by attachment 3; they are read where a unit adds them and never published.
"""


FIELDS = PROJECT_FIELDS + PERSON_FIELDS
