-- The members of groups as the last sweep of approvers saw them; the row without a user says that the group was seen.
create table known_member (
    group_id varchar(64)  not null,
    user_id  varchar(255) not null,
    constraint known_member_once primary key (group_id, user_id)
);
