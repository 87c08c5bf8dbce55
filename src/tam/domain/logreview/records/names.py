"""Bare names of fields, by what they hold; each list is the spellings that mean the same."""

ID = ("id", "name", "identifier", "component", "unit", "path", "location", "position", "device")
NUMBER = ("number", "no", "position", "index", "slot", "bay", "unit", "num", "nr")
DRIVE_ID = (
    "id", "driveid", "drive", "drivename", "name", "path", "drivepath", "location", "position",
    "device", "bay", "identifier",
)  # fmt: skip
MAKER_SERIAL = (
    "manufacturerserialnumber", "manufacturerserial", "mfrserial", "mfgserial", "mfrserialnumber",
    "vendorserial", "vendorserialnumber", "driveserialnumber", "driveserial", "mfrsn", "mfgsn",
    "vendorsn", "physicalserial", "makerserial", "oemserial", "serialmanufacturer", "serialmfr",
    "manufacturersn", "unitserialnumber", "serialvendor", "hwserial", "hardwareserial",
)  # fmt: skip
SERIAL = ("serialnumber", "serial", "sn", "serialno", "serialnum")
LIBRARY_SERIAL = (
    "serialnumber", "libraryserial", "libraryserialnumber", "hardwareid", "hwid", "serial",
    "systemserial", "systemserialnumber", "chassisserial", "libserial", "libraryid",
    "library_serial", "unitserial", "sn", "libsn", "machineserial",
)  # fmt: skip
LIBRARY_NAME = ("libraryname", "library", "systemname", "libname")
MODEL = ("librarytype", "model", "librarymodel", "product", "type", "systemtype")
CAPTURED = (
    "captured", "capturedat", "made", "madeat", "generated", "generatedat", "created",
    "createdat", "capturetime", "timestamp", "collected", "collectedat", "date", "aslgenerated",
    "snapshot", "snapshottime", "taken", "takenat", "reporttime", "builtat", "erstellt",
    "capturedate", "when", "exported", "exportedat", "written", "writtenat", "time", "asof",
)  # fmt: skip
ZONE = (
    "utcoffset", "timezone", "zone", "tz", "offset", "tzoffset", "gmtoffset", "localoffset",
    "timezoneoffset", "utc", "localzone", "zoneoffset",
)  # fmt: skip
SEVERITY = (
    "severity",
    "sev",
    "level",
    "priority",
    "class",
    "messageseverity",
    "loglevel",
    "weight",
    "category",
    "lvl",
)
TEXT = (
    "notification", "message", "text", "msg", "description", "messagetext", "event", "summary",
    "details", "detail", "body", "content", "title", "subject", "what", "said",
)  # fmt: skip
WHEN = (
    "time", "date", "datetime", "timestamp", "posted", "posteddate", "when", "at", "raised",
    "occurred", "created", "logged", "raisedat", "occurredat", "eventtime", "postedat",
    "starttime", "ts", "moment", "stamp",
)  # fmt: skip
FIRMWARE = (
    "drivefirmware", "firmware", "firmwareversion", "fw", "fwlevel", "fwversion", "drivefw",
    "microcode", "firmwarelevel", "codelevel", "microcodelevel", "fwrev", "firmwarerevision",
    "revision", "level", "rev", "drivefirmwareversion", "code", "fwrevision", "firmwarerev",
)  # fmt: skip
DRIVE_TYPE = (
    "drivetype",
    "type",
    "model",
    "kind",
    "product",
    "generation",
    "drivemodel",
    "devicetype",
    "technology",
    "productid",
    "producttype",
    "modelname",
    "devicemodel",
)
STATUS = (
    "drivestatus",
    "status",
    "state",
    "condition",
    "operationalstate",
    "opstate",
    "operstatus",
    "health",
)
PARTITION = ("partition", "partitionname", "logicallibrary", "library", "pool")
HOST = (
    "hostid",
    "host",
    "hostname",
    "initiator",
    "server",
    "client",
    "attachedhost",
    "connectedhost",
)
WWN = ("wwn", "wwnn", "wwpn", "worldwidename", "hostwwn", "initiatorwwn")
BARCODE = (
    "barcode", "tape", "cartridge", "volser", "volume", "label", "cartridgebarcode",
    "tapebarcode", "volumelabel", "mediaid", "medium", "tapeid", "volumeid", "media", "voltag",
    "cartridgeid", "volumebarcode", "vsn", "barcodelabel", "volumetag", "name", "id",
    "mediabarcode", "cassette",
)  # fmt: skip
