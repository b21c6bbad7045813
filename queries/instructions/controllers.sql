-- People who can be named as controllers, for those who enter instructions; nobody for others.
SELECT p.user_code, p.name_kk, p.name_ru, p.name_en FROM controlling_people() p
