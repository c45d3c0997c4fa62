-- Where a split-off conversation came from: the entry that says so carries its case number.
create index entry_split on conversations.entry (brand_id, (data ->> 'caseNumber')) where kind = 'split';
