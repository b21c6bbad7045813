-- Adds %(count)s invented instructions with reports, decisions, milestones and co-executors to a register, the same ones each time; %(day)s is today.
-- Two in five are accepted; of the others some wait for the controller, some were returned, some have no report, a few no deadline.
SELECT setseed(0.25);

CREATE TEMP TABLE drawn AS
WITH leads AS (
    SELECT array_agg(body_code ORDER BY body_code) AS codes FROM body WHERE abolished_on IS NULL
),
numbered AS (
    SELECT n, CAST(%(day)s AS date) - 20 - CAST(random() * 1400 AS integer) AS issued_on, random() AS lead_drawn, random() AS controller_drawn,
        random() AS fate, 20 + CAST(random() * 300 AS integer) AS days_given, random() < 0.03 AS is_endless, random() AS word_drawn
    FROM generate_series(1, %(count)s) n
)
SELECT (SELECT coalesce(max(instruction_id), 0) FROM instruction) + d.n AS instruction_id, d.n, d.issued_on, d.fate,
    CASE WHEN NOT d.is_endless THEN d.issued_on + d.days_given END AS due_on,
    l.codes[1 + CAST(floor(d.lead_drawn * cardinality(l.codes)) AS integer)] AS lead_body_code,
    CASE WHEN d.controller_drawn < 0.2 THEN 'controller' END AS controller_user_code,
    CASE WHEN d.controller_drawn < 0.6 THEN 'pm_office' WHEN d.controller_drawn < 0.7 THEN 'mlspp' END AS controller_body_code,
    (ARRAY['шахта', 'кран', 'котёл', 'лифт', 'газ', 'обучение', 'страхование', 'проверка'])[1 + CAST(floor(d.word_drawn * 8) AS integer)] AS word
FROM numbered d, leads l;

INSERT INTO instruction (instruction_id, number, issued_on, known_on, due_on, lead_body_code, controller_user_code, controller_body_code,
    controller_kk, controller_ru, controller_en, issuer_kk, issuer_ru, issuer_en, source_document_kk, source_document_ru, source_document_en,
    text_kk, text_ru, text_en, final_result_kk, final_result_ru, final_result_en, source_code, batch_id)
SELECT d.instruction_id, 'M-' || d.n, d.issued_on, d.issued_on, d.due_on, d.lead_body_code, d.controller_user_code, d.controller_body_code,
    d.controller_body_code, d.controller_body_code, d.controller_body_code, 'Премьер-Министр', 'Премьер-Министр', 'Prime Minister',
    'Хаттама', 'Протокол', 'Minutes',
    format('%%s нысандарында қауіпсіздік жөніндегі шараларды %%s кезең бойынша аяқтап, нәтижесін баяндау', d.word, d.n),
    format('Завершить меры безопасности на объектах (%%s) по этапу %%s и доложить о результате с приложением подтверждающих документов', d.word, d.n),
    format('Finish the safety measures at the facilities (%%s), stage %%s, and report the result with the documents that prove it', d.word, d.n),
    'Нәтиже расталды', 'Результат подтверждён', 'The result is proven', b.source_code, b.batch_id
FROM drawn d, (SELECT source_code, batch_id FROM batch WHERE source_code = 'demo' ORDER BY batch_id LIMIT 1) b;

INSERT INTO instruction_body (instruction_id, body_code)
SELECT DISTINCT d.instruction_id, b.body_code
FROM drawn d JOIN (SELECT body_code, row_number() OVER (ORDER BY body_code) AS place FROM body WHERE abolished_on IS NULL) b
    ON d.n %% 3 = 0 AND (d.n / 3) %% 50 = b.place AND b.body_code <> d.lead_body_code;

INSERT INTO milestone (instruction_id, milestone_no, name_kk, name_ru, name_en, due_on, done_on, done_known_on)
SELECT m.instruction_id, m.no, 'Кезең', 'Этап', 'Stage', m.at, CASE WHEN m.is_done THEN m.done_on END, CASE WHEN m.is_done THEN m.done_on + 1 END
FROM (
    SELECT d.instruction_id, k AS no, d.issued_on + k * 30 AS at, d.issued_on + k * 30 - 10 + d.n %% 20 AS done_on,
        d.fate < 0.6 AND d.issued_on + k * 30 + 11 <= %(day)s AS is_done
    FROM drawn d, generate_series(1, 2) k WHERE d.n %% 6 = 1) m;

INSERT INTO report (instruction_id, report_no, body_code, reported_on, declared_state, text_kk, text_ru, text_en, done_pct)
SELECT r.instruction_id, r.no, r.lead_body_code, r.reported_on, CASE WHEN r.no = r.last_no AND r.fate < 0.55 THEN 'done' ELSE 'in_work' END,
    'Жұмыс жүріп жатыр, аралық нәтижелер қоса беріледі', 'Работа ведётся, промежуточные результаты прилагаются', 'Work goes on, first results are attached', 50
FROM (
    SELECT d.instruction_id, k AS no, d.lead_body_code, d.fate, d.issued_on + k * 15 + d.n %% 10 AS reported_on, 1 + d.n %% 4 AS last_no
    FROM drawn d, generate_series(1, 4) k WHERE k <= 1 + d.n %% 4 AND d.fate < 0.9) r
WHERE r.reported_on <= %(day)s;

INSERT INTO decision (instruction_id, decision_no, kind, decided_on, new_due_on, reason_kk, reason_ru, reason_en)
SELECT d.instruction_id, x.no, x.kind, x.at, CASE WHEN x.kind = 'extended' THEN d.due_on + 45 END, 'Негіздеме', 'Обоснование', 'Reasons'
FROM drawn d
CROSS JOIN LATERAL (
    SELECT 1 AS no, 'extended' AS kind, d.issued_on + 18 AS at WHERE d.due_on IS NOT NULL AND d.n %% 4 = 0
    UNION ALL SELECT 2, 'returned', d.issued_on + 70 WHERE d.fate BETWEEN 0.3 AND 0.5
    UNION ALL SELECT 3, 'accepted', d.issued_on + 80 + d.n %% 60 WHERE d.fate < 0.4) x
WHERE x.at <= %(day)s;

DROP TABLE drawn;
