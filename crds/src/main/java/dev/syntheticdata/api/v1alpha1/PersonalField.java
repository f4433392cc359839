package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an invented value about a person is. */
public enum PersonalField {
  @JsonProperty("City")
  CITY,
  @JsonProperty("Company")
  COMPANY,
  @JsonProperty("Country")
  COUNTRY,
  @JsonProperty("Email")
  EMAIL,
  @JsonProperty("FirstName")
  FIRST_NAME,
  @JsonProperty("FullName")
  FULL_NAME,
  @JsonProperty("Iban")
  IBAN,
  @JsonProperty("JobTitle")
  JOB_TITLE,
  @JsonProperty("LastName")
  LAST_NAME,
  @JsonProperty("PhoneNumber")
  PHONE_NUMBER,
  @JsonProperty("PostalCode")
  POSTAL_CODE,
  @JsonProperty("StreetAddress")
  STREET_ADDRESS,
  @JsonProperty("Username")
  USERNAME
}
