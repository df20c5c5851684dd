"""Lines as they are met in practice. People and numbers are invented: zeros, ones and runs of digits nobody has."""

import pytest

from mukhtabar.rules.checks import personal

#: line -> the kinds of personal data in it, in its order.
LINES: list[tuple[str, list[str]]] = [
    ("المرجو الاتصال بالسيدة سعيدة المثال على الرقم 0600000000.", ["phone"]),
    ("هاتف: 06.00.00.00.00 أو 05-00-00-00-00", ["phone", "phone"]),
    ("رقم هاتفي ٠٦٠٠٠٠٠٠٠٠", ["phone"]),
    ("رقم هاتفي ۰۷ ۰۰ ۰۰ ۰۰ ۰۰", ["phone"]),
    ("اتصلوا بي ليلا: +212 6 00 00 00 00", ["phone"]),
    ("واتساب 00212 700-000-000", ["phone"]),
    ("Appelez M. Exemple au +212 (0)6 00 00 00 00.", ["phone"]),
    ("Tél. : 05 00 00 00 00, poste 12", ["phone"]),
    ("GSM:0611111111", ["phone"]),
    ("الهاتف (06)00000000", ["phone"]),
    ("هاتف الفاعل الجمعوي 06/00/00/00/00", ["phone"]),
    ("للاستفسار 212600000000", ["phone"]),
    ("Contactez-moi : exemple.invente@example.org", ["email"]),
    ("البريد الإلكتروني : said @ example.org", ["email"]),
    ("راسلوني على SAIDA_99@EXAMPLE.ORG.", ["email"]),
    ("أنا الموقع أسفله، الحامل لبطاقة التعريف الوطنية رقم AB000000", ["identity"]),
    ("CIN : A 00000", ["identity"]),
    ("CNIE n° AB 000000", ["identity"]),
    ("ب.ت.و رقم أ ب ٠٠٠٠٠٠", ["identity"]),
    ("titulaire de la carte nationale JB000000, demeurant au douar", ["identity"]),
    ("cin zz000000", ["identity"]),
    ("رقم الحساب البنكي: 000 000 0000000000000000 00", ["account"]),
    ("RIB 000000000000000000000000", ["account"]),
    ("IBAN MA00 0000 0000 0000 0000 0000 0000", ["account"]),
    ("سعيد، 0600000000، AB000000، said@example.org", ["phone", "identity", "email"]),
    # Nothing personal.
    ("بلغت الكلفة 1.250.000 درهم.", []),
    ("بلغت الكلفة ٢٥٠٠٠٠ درهم.", []),
    ("Le budget est de 12 500 000 DH.", []),
    ("DH 500000 ont été versés.", []),
    ("MAD 250000", []),
    ("ينعقد اللقاء يوم 05/06/2027 على الساعة 10:30.", []),
    ("من 05-06-2027 إلى 07-06-2027", []),
    ("Du 05.06.2027 au 07.07.2027, 18 h 30", []),
    ("المقترح p-7k3m9x2w", []),
    ("انظروا المقترحين p-22334455 و p-abcdefgh.", []),
    ("القانون التنظيمي رقم 113.14 المتعلق بالجماعات", []),
    ("Dahir n° 1-15-85 du 7 juillet 2015", []),
    ("المرسوم رقم 2.16.301 الصادر في 29 يونيو 2016", []),
    ("رقم الطوارئ 150 والدرك الملكي 177 والأمن 19", []),
    ("الرقم الأخضر 5757", []),
    ("Allô Yakada 141, numéro économique 0800000000", []),
    ("مركز النداء 0801 00 00 00", []),
    ("عدد السكان 318956 نسمة حسب إحصاء 2024", []),
    ("السنوات 2019 2020 2021 2022 2023 2024", []),
    ("الطريق الوطنية رقم 12 والطريق الجهوية 111", []),
    ("RN12, RP1234 et PK 45", []),
    ("norme EN 301549 et ISO 27001", []),
    ("ص.ب 12345، الرمز البريدي 84000", []),
    ("BP 12345, 84000 Tata", []),
    ("التسجيل في السجل تحت رقم 2026/118", []),
    ("الإحداثيات 29.7425, 7.9725-", []),
    ("GPS 30.0612345678, -8.0512345678", []),
    ("من الساعة 06:00 إلى 07:00، 08:00", []),
    ("و12345 مستفيدا ومستفيدة", []),
    ("ل 20000 أسرة", []),
    ("A 20000 habitants près", []),
    ("الصفحات 05 و06 و07", []),
    ("ISBN 978-9981-0-0612-3", []),
    ("حسابنا @moukhtabar_example", []),
    ("المقترح رقم 3/10، القرار 45 بتاريخ 2027-05-06", []),
    ("SIRET, ICE 000123456000078", []),
    ("#A12345 sur la carte", []),
]


@pytest.mark.parametrize(("line", "kinds"), LINES, ids=range(len(LINES)))
def test_lines_as_people_write_them(line: str, kinds: list[str]) -> None:
    assert [one.kind for one in personal(line)] == kinds


def test_there_are_enough_of_them() -> None:
    assert len(LINES) >= 60 and sum(not kinds for _line, kinds in LINES) >= 30
