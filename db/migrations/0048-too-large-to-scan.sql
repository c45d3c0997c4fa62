-- The scanner takes files up to a size of its own; what is larger is opened by nobody, and said to be so.
alter table platform.file drop constraint file_scan_check;
alter table platform.file add constraint file_scan_check check (scan in ('pending', 'clean', 'infected', 'too-large'));
