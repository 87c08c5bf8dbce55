"""Rows about people and what they may do."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from tam.apps.rows import Owned
from tam.domain.principals import Role


class UserManager(BaseUserManager["User"]):
    """Finds a person by mail address, without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who can log in; `zone` is the zone in which times are written for them."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64, default="UTC")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="people_user_email_ci")]

    def __str__(self) -> str:
        return self.name


class Membership(Owned):
    """One role of one person for one account."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "account", "role"], name="people_membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


class Contact(Owned):
    """A person at the customer, perhaps authorised to open cases."""

    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40, blank=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    may_open_cases = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Stakeholder(Owned):
    """A person on either side who must get the formal status reports (TAM-08)."""

    class Side(models.TextChoices):
        CUSTOMER = "customer"
        VENDOR = "vendor"

    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=100)
    side = models.CharField(max_length=10, choices=Side.choices)
    zone = models.CharField(max_length=64, default="UTC")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["account", "email"], name="people_stakeholder_once")
        ]

    def __str__(self) -> str:
        return self.name


class AssignedRepresentative(Owned):
    """Who represents the vendor for an account, with a deputy, from one day to another (TAM-10)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    hours = models.CharField(max_length=200)

    class Meta:
        ordering = ["from_on"]

    def __str__(self) -> str:
        return f"{self.user} from {self.from_on}"


class LoginLink(models.Model):
    """A one-time way in; only the hash of its token is kept (ASVS 6.4.1, 6.5.2)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link for {self.user}"


class AccessToken(models.Model):
    """A way in for a program, with the rights of its person; only the hash of it is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} of {self.user}"
