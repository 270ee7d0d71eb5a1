"""The first day of Tết (lunar new year as Vietnam reckons it, UTC+7), 1950 to 2100, as month and day."""

import datetime

FIRST_YEAR = 1950
_DAYS = (
    "217 206 127 214 203 124 212 131 218 208 128 215 205 125 213 201 121 209 129 216 206 127 215 203 123 211 "
    "131 218 207 128 216 205 125 213 202 121 209 129 217 206 127 215 204 123 210 131 219 207 128 216 205 124 "
    "212 201 122 209 129 217 207 126 214 203 123 210 131 219 208 128 216 205 125 212 201 122 210 129 217 206 "
    "126 213 202 123 211 131 219 208 128 215 204 124 212 201 122 210 130 217 206 126 214 202 123 211 201 218 "
    "208 128 215 204 124 212 202 121 209 129 217 205 126 214 203 123 211 131 219 207 127 215 205 124 212 202 "
    "122 209 129 217 206 126 214 203 124 210 130 218 207 127 215 205 125 212 201 121 209 "
)
TET = {year: datetime.date(year, int(day[0]), int(day[1:])) for year, day in enumerate(_DAYS.split(), start=FIRST_YEAR)}

_STEMS = "giáp ất bính đinh mậu kỷ canh tân nhâm quý".split()
_BRANCHES = "tý sửu dần mão thìn tỵ ngọ mùi thân dậu tuất hợi".split()
YEAR_NAMES = {f"{_STEMS[k % 10]} {_BRANCHES[k % 12]}": k for k in range(60)}
"""The sixty names of years (Bính Ngọ); year number k of the cycle is any with (year - 4) % 60 == k."""
